// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import "github.com/seamapi/terraform-provider-seam/internal/seam"

// Person is the user of a membership, by one name or both.
type Person struct {
	// ACSUserID is empty while the person has no ACS user in the access group's system, or while nobody has asked.
	ACSUserID string
	// UserIdentityID is empty where the person is known only inside one access system.
	UserIdentityID string
}

// Key names a membership: a person in an access group. Without a person, it names the group as a whole.
type Key struct {
	ACSAccessGroupID string
	Person           Person
}

// byOneName is the key by the ACS user where that is known, else by the user identity.
func (k Key) byOneName() Key {
	if k.Person.ACSUserID != "" {
		k.Person.UserIdentityID = ""
	}
	return k
}

// of is the key of another person in the same group.
func (k Key) of(person Person) Key {
	return Key{ACSAccessGroupID: k.ACSAccessGroupID, Person: person}
}

func (p Person) hasTwoNames() bool { return p.ACSUserID != "" && p.UserIdentityID != "" }

// selector names the person to Seam, which takes one name.
func (p Person) selector() seam.UserSelector {
	if p.ACSUserID != "" {
		return seam.UserSelector{ACSUserID: p.ACSUserID}
	}
	return seam.UserSelector{UserIdentityID: p.UserIdentityID}
}
