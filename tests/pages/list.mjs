// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page that people see. `path` may be a function of what the rig found on
// the way (see `find`); `role` is who looks (null: the public); `needs` is a
// sentence or CSS selector that proves the right page came; `kib` is the budget
// of its first view where it is not the usual 60 KiB.

// How each role's one-time link is named in what `kheo serve` prints in a demo.
export const roles = {
    commune: /cán bộ xã/i,
    province: /cán bộ tỉnh/i,
    administrator: /quản trị/i,
};

export const pages = [
    { path: '/', role: null, needs: 'h1' },
];
