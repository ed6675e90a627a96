// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Prints Seam's OpenAPI document, out of the installed @seamapi/types, reduced to the operations that this provider uses
// and what they refer to. Nothing else is changed, so that a diff of two versions shows what Seam changed.

import { readFile } from "node:fs/promises"

// The paths that internal/fakeseam serves, but for those in newer.json. They are always called with POST.
const paths = [
  "/acs/access_groups/add_user",
  "/acs/access_groups/delete",
  "/acs/access_groups/get",
  "/acs/access_groups/list",
  "/acs/access_groups/list_accessible_entrances",
  "/acs/access_groups/list_users",
  "/acs/entrances/get",
  "/acs/entrances/list",
  "/acs/systems/get",
  "/acs/systems/list",
  "/acs/users/add_to_access_group",
  "/acs/users/create",
  "/acs/users/delete",
  "/acs/users/get",
  "/acs/users/list",
  "/acs/users/list_accessible_entrances",
  "/acs/users/remove_from_access_group",
  "/acs/users/suspend",
  "/acs/users/unsuspend",
  "/acs/users/update",
  "/user_identities/add_acs_user",
  "/user_identities/create",
  "/user_identities/delete",
  "/user_identities/get",
  "/user_identities/list",
  "/user_identities/list_accessible_entrances",
  "/user_identities/list_acs_users",
  "/user_identities/remove_acs_user",
  "/user_identities/update",
  "/workspaces/get",
]

const types = new URL("node_modules/@seamapi/types/", import.meta.url)
const { version } = JSON.parse(await readFile(new URL("package.json", types), "utf8"))
const { default: published } = await import(new URL("lib/seam/connect/openapi.js", types))

const reduced = {
  openapi: published.openapi,
  info: { ...published.info, "x-reduced-from": `@seamapi/types ${version}, lib/seam/connect/openapi.js` },
  servers: published.servers,
  paths: Object.fromEntries(paths.map((path) => [path, { post: operation(path) }])),
  components: { schemas: {}, securitySchemes: {} },
}
for (const { post } of Object.values(reduced.paths)) {
  keepReferences(post)
  for (const name of post.security.flatMap(Object.keys)) {
    reduced.components.securitySchemes[name] = published.components.securitySchemes[name]
  }
}
console.log(JSON.stringify(sorted(reduced), null, 2))

function operation(path) {
  const post = published.paths[path]?.post
  if (post == null) throw new Error(`@seamapi/types ${version} does not describe POST ${path}`)
  return post
}

// keepReferences keeps every schema that a part of the document refers to, directly or not.
function keepReferences(part) {
  if (part === null || typeof part !== "object") return
  if (typeof part.$ref === "string") {
    const name = part.$ref.replace("#/components/schemas/", "")
    if (name in reduced.components.schemas) return
    reduced.components.schemas[name] = published.components.schemas[name]
    keepReferences(published.components.schemas[name])
  }
  Object.values(part).forEach(keepReferences)
}

// sorted is a value with the keys of its objects in alphabetical order, whatever order Seam publishes them in.
function sorted(value) {
  if (value === null || typeof value !== "object") return value
  if (Array.isArray(value)) return value.map(sorted)
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
}
