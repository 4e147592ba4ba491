// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into replications.
#include "capabilities/replications/replication.sql.hpp"
#include "capabilities/replications/replications.hpp"

#include <array>

namespace kheo::replications
{

namespace
{

routes::After after_record(Replication const& replication)
{
    return {"/can-bo/mo-hinh/" + shown(replication.model),
            "Đã ghi. Nơi khởi đầu được ghi công ở trang của họ."};
}

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Replication>("replication", sql::every_replication)};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read(
            "/mo-hinh/{model}/nhan-rong", "/api/v1/models/{model}/lineage", routes::anyone, view_lineage,
            show_lineage,
            {.cached = true, .summary = "Cây nhân rộng của một mô hình: từ đâu, những nơi làm theo"}),
        routes::form("/can-bo/mo-hinh/{model}/nhan-rong", may::record_replications, show_record,
                     models::ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/nhan-rong", "/api/v1/models/{model}/replicate",
                    may::record_replications, checked, record, after_record, show_record,
                    {.summary = "Ghi là nhân rộng từ một mô hình khác, đã làm khác điều gì"}),
        routes::read(
            "/can-bo/noi-khac", "/api/v1/models/elsewhere", models::may::see_models, list_elsewhere,
            show_elsewhere,
            {.summary = "Mô hình còn được xác nhận ở nơi khác, theo lĩnh vực, loại địa bàn, việc khó"}),
    };
    return list;
}

} // namespace kheo::replications
