// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Serves Seam's own fake of the API on a free loopback port. It reads what to put into the fake's database as one line of
// JSON from standard input, prints the fake's URL, and ends when standard input does, so that it never outlives a test.

import { createInterface } from "node:readline"

import { createFake } from "@seamapi/fake-seam-connect"

const input = createInterface({ input: process.stdin })
input.once("line", (line) => serve(JSON.parse(line)))
input.once("close", () => process.exit())

async function serve(content) {
  const fake = await createFake()
  seed(fake.database, content)
  await fake.loadJSON(withIDs(await fake.toJSON(), content))
  await fake.startServer({ port: 0 })

  // By then it listens on every address.
  const { server } = fake.server
  await new Promise((resolve) => server.close(resolve))
  server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`))
}

// seed makes the objects with the fake's own methods. Objects that take no ID are named by their place.
function seed(database, { workspaces, api_keys, acs_systems, acs_access_groups, acs_users, acs_entrances }) {
  workspaces.forEach((workspace) => database.addWorkspace(workspace))
  api_keys.forEach((key) => database.addApiKey(key))
  acs_systems.forEach((system) => database.addAcsSystem(system))
  acs_access_groups.forEach((group) => database.addAcsAccessGroup(group))
  acs_users.forEach((user) => database.addAcsUser(user))
  acs_entrances.forEach((entrance) => database.addAcsEntrance(entrance))
}

// withIDs replaces the IDs that the fake made up, which are no UUIDs.
function withIDs(state, content) {
  const replace = (objects, id, wanted) => objects.map((object, i) => ({ ...object, [id]: wanted[i][id] }))
  return {
    ...state,
    acs_access_groups: replace(state.acs_access_groups, "acs_access_group_id", content.acs_access_groups),
    acs_users: replace(state.acs_users, "acs_user_id", content.acs_users),
    acs_entrances: replace(state.acs_entrances, "acs_entrance_id", content.acs_entrances),
  }
}
