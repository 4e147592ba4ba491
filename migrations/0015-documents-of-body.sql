-- A body's officers choose its plan among the documents that it keeps itself.
CREATE INDEX documents_by_body ON documents (tenant, body, sort_day, id);
