// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func bystandingIdentity() fakeseam.Identity {
	return fakeseam.Identity{FullName: "Ada Lindqvist", Key: "ada2", EmailAddress: "kada@example.com", PhoneNumber: "+141555501001"}
}

func bystandingUser() fakeseam.User {
	return fakeseam.User{FullName: "Jane Doe", EmailAddress: "mary.jane@example.com", PhoneNumber: "+155555501001"}
}

// addCrowd adds so many people that whoever comes later is not on the first page of a list, and is asked for singly.
func addCrowd(w *providertest.World) {
	w.SetPageSize(1)
	w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Somebody"})
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Somebody"})
}

// notFound is an answer to a read that denies a person who is there.
func notFound(lie fakeseam.Lie) []providertest.FaultKind {
	return []providertest.FaultKind{{Name: "not found", Exchange: fakeseam.Fault{Lie: lie}, HitsReads: true}}
}

// furtherKinds are ways to fail that matter to a create, which is not repeated.
func furtherKinds() []providertest.FaultKind {
	return []providertest.FaultKind{
		{
			Name: "400", Exchange: fakeseam.Fault{Status: 400, Body: `{"error":{"type":"odd","message":"Oh."},"ok":false}`},
			Identified: true, Says: []string{"odd", "Oh."}, HitsReads: true, HitsWrites: true,
		},
		{Name: "nothing but ok", Exchange: fakeseam.Fault{Body: `{"ok":false}`}, HitsReads: true, HitsWrites: true},
		{Name: "504, and the change soon", Exchange: fakeseam.Fault{Status: 504, CommitAfter: 1}, Passes: true, Changes: true, HitsWrites: true},
	}
}

// identityOperations are everything that Terraform does with a user identity.
func identityOperations() []operation {
	of := func(name, path string, isWrite bool, s scene) operation {
		return operation{
			Operation:    providertest.Operation{Name: "identity: " + name, Path: path, IsWrite: isWrite},
			resourceType: providertest.UserIdentityType, scene: func(*providertest.World) scene { return s },
		}
	}
	// In a large workspace, somebody is asked for singly.
	crowded := func(name string, s scene) operation {
		asked := of(name+", in a crowd", providertest.PathGetIdentity, false, s)
		asked.scene = func(w *providertest.World) scene {
			addCrowd(w)
			return s
		}
		return asked
	}
	changed := with(ada(), providertest.Attributes{"full_name": "Ada King", "phone_number": nil})
	byID := func(id string) string { return id }
	byKey := func(string) string { return "key:ada" }
	return []operation{
		of("create", providertest.PathCreateIdentity, true, scene{wanted: ada()}),
		of("look-up", providertest.PathListIdentities, false, scene{wanted: ada()}),
		crowded("look-up by key", scene{wanted: ada()}),
		of("read", providertest.PathListIdentities, false, scene{before: ada(), wanted: ada()}),
		crowded("read", scene{before: ada(), wanted: ada()}),
		of("update", providertest.PathUpdateIdentity, true, scene{before: ada(), wanted: changed}),
		of("destroy", providertest.PathDeleteIdentity, true, scene{before: ada()}),
		of("read of a destroy", providertest.PathGetIdentity, false, scene{before: ada()}),
		of("import by ID", providertest.PathListIdentities, false, scene{before: ada(), wanted: ada(), importID: byID}),
		crowded("import by ID", scene{before: ada(), wanted: ada(), importID: byID}),
		of("import by key", providertest.PathGetIdentity, false, scene{before: ada(), wanted: ada(), importID: byKey}),
	}
}

// acsUserOperations are everything that Terraform does with an ACS user.
func acsUserOperations() []operation {
	type attributes = providertest.Attributes
	of := func(name, path string, isWrite bool, s func(w *providertest.World) scene) operation {
		return operation{
			Operation:    providertest.Operation{Name: "ACS user: " + name, Path: path, IsWrite: isWrite},
			resourceType: acsUserType, scene: s,
		}
	}
	// jane with other attributes, before and after.
	from := func(before, wanted attributes) func(w *providertest.World) scene {
		return func(w *providertest.World) scene {
			return scene{before: with(jane(w), before), wanted: with(jane(w), wanted)}
		}
	}
	crowded := func(s func(w *providertest.World) scene) func(w *providertest.World) scene {
		return func(w *providertest.World) scene {
			addCrowd(w)
			return s(w)
		}
	}
	created := func(wanted attributes) func(w *providertest.World) scene {
		return func(w *providertest.World) scene { return scene{wanted: with(jane(w), wanted)} }
	}
	destroyed := func(before attributes) func(w *providertest.World) scene {
		return func(w *providertest.World) scene { return scene{before: with(jane(w), before)} }
	}
	identity := func(w *providertest.World, key string) attributes {
		return attributes{"user_identity_id": w.AddIdentity(w.WorkspaceID, fakeseam.Identity{Key: key})}
	}
	linked := func(w *providertest.World) scene { return scene{wanted: with(jane(w), identity(w, "one"))} }
	unlinked := func(w *providertest.World) scene {
		return scene{before: with(jane(w), identity(w, "one")), wanted: jane(w)}
	}
	relinked := func(w *providertest.World) scene {
		return scene{before: with(jane(w), identity(w, "one")), wanted: with(jane(w), identity(w, "two"))}
	}
	moved := func(w *providertest.World) scene {
		return scene{before: jane(w), wanted: with(jane(w), attributes{"acs_system_id": w.AddSystem(w.WorkspaceID, "Warehouse")})}
	}
	imported := func(w *providertest.World) scene {
		return scene{before: jane(w), wanted: jane(w), importID: func(id string) string { return id }}
	}
	nameOnly, suspended, active := attributes{"email_address": nil}, attributes{"is_suspended": true}, attributes{"is_suspended": false}
	profile := attributes{"full_name": "Jane Roe", "email_address": "roe@example.com", "phone_number": "+15555550111"}
	retired := attributes{"deletion_policy": "suspend"}
	return []operation{
		of("create", pathCreateUser, true, created(nil)),
		of("create by name alone", pathCreateUser, true, created(nameOnly)),
		of("create with a user identity", pathCreateUser, true, linked),
		of("create of somebody suspended", pathSuspendUser, true, created(suspended)),
		of("look-up by address", providertest.PathListUsers, false, created(nil)),
		of("read", providertest.PathListUsers, false, from(nil, nil)),
		of("read, in a crowd", providertest.PathGetUser, false, crowded(from(nil, nil))),
		of("read by name alone, in a crowd", providertest.PathGetUser, false, crowded(from(nameOnly, nameOnly))),
		of("update", pathUpdateUser, true, from(nil, profile)),
		of("suspension", pathSuspendUser, true, from(active, suspended)),
		of("end of a suspension", pathRestoreUser, true, from(suspended, active)),
		of("link", pathLinkUser, true, func(w *providertest.World) scene {
			return scene{before: jane(w), wanted: with(jane(w), identity(w, "one"))}
		}),
		of("unlink", pathUnlinkUser, true, unlinked),
		of("link after an unlink", pathLinkUser, true, relinked),
		of("look at another link", providertest.PathGetUser, false, relinked),
		of("deletion of a replacement", pathDeleteUser, true, moved),
		of("creation of a replacement", pathCreateUser, true, moved),
		of("destroy", pathDeleteUser, true, destroyed(nil)),
		of("destroy that keeps the person", pathSuspendUser, true, destroyed(retired)),
		of("import", providertest.PathGetUser, false, imported),
	}
}
