// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

func mergeIdentitiesRoute() route {
	const most = 20
	return route{
		input: input{
			fields: []field{
				{name: "user_identity_id", kind: idField},
				{name: "merged_user_identity_ids", kind: listField, element: idField, least: 1, most: most},
				{name: "user_identity_key", kind: nonEmptyField},
				{name: "merged_user_identity_keys", kind: listField, element: nonEmptyField, least: 1, most: most},
			},
			either: [2]string{"merged_user_identity_ids", "merged_user_identity_keys"},
		},
		nothing: ok(),
		handle:  (*Fake).mergeIdentities,
	}
}

func (f *Fake) mergeIdentities(c *call) ([]byte, *apiError) {
	kept, err := f.keptIdentity(c)
	if err != nil {
		return nil, err
	}
	merged, err := f.identitiesToMerge(c, kept)
	if err != nil {
		return nil, err
	}
	for _, identity := range merged {
		f.merge(kept, identity)
	}
	return ok(), nil
}

// keptIdentity is named in the same way as those that are merged into it.
func (f *Fake) keptIdentity(c *call) (*userIdentity, *apiError) {
	name := "user_identity_id"
	if c.params.has("merged_user_identity_keys") {
		name = "user_identity_key"
	}
	if !c.params.has(name) {
		return nil, invalidInput(issue{name, required})
	}
	if name == "user_identity_id" {
		return f.identity(c, c.params.id(name))
	}
	return f.checkIdentity(c, c.workspace.identityByKey(c.params.text(name)))
}

// identitiesToMerge leaves out those that were merged into the kept one before: each of them leads to it.
func (f *Fake) identitiesToMerge(c *call, kept *userIdentity) ([]*userIdentity, *apiError) {
	var merged []*userIdentity
	for _, identity := range f.identitiesNamed(c) {
		if _, err := f.checkIdentity(c, identity); err != nil {
			return nil, err
		}
		if identity != kept && !slices.Contains(merged, identity) {
			merged = append(merged, identity)
		}
	}
	if slices.Contains(c.params.ids("merged_user_identity_ids"), kept.id) || slices.Contains(c.params.texts("merged_user_identity_keys"), kept.key) {
		return nil, badRequest("invalid_input", "a user_identity cannot be merged into itself")
	}
	return merged, nil
}

// identitiesNamed has nil for an ID or a key that belongs to nobody.
func (f *Fake) identitiesNamed(c *call) []*userIdentity {
	var named []*userIdentity
	for _, id := range c.params.ids("merged_user_identity_ids") {
		named = append(named, f.identityOrKept(id))
	}
	for _, key := range c.params.texts("merged_user_identity_keys") {
		named = append(named, c.workspace.identityByKey(key))
	}
	return named
}
