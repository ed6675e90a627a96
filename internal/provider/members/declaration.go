// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// declaration is who belongs to an access group: the IDs that a configuration names them by, under its own labels.
type declaration struct {
	ACSUserIDs      map[string]string `json:"acs_user_ids,omitempty"`
	UserIdentityIDs map[string]string `json:"user_identity_ids,omitempty"`
}

// people is the declaration without its labels.
func (d declaration) people() people {
	declared := newPeople()
	for _, id := range d.ACSUserIDs {
		declared.acsUserIDs[id] = true
	}
	for _, id := range d.UserIdentityIDs {
		declared.userIdentityIDs[id] = true
	}
	return declared
}

// everybody returns all who are declared, each once: those among the members as they are, the others as absent. Whoever has
// no name is called by the label.
func (d declaration) everybody(members []roster.GroupMember) []roster.GroupMember {
	byUser, byIdentity := labels(d.ACSUserIDs), labels(d.UserIdentityIDs)
	declared := d.people()
	var everybody []roster.GroupMember
	for _, member := range members {
		if !declared.has(member.Person) {
			continue
		}
		if member.DisplayName == "" {
			member.DisplayName = byUser[member.Person.ACSUserID]
		}
		everybody = append(everybody, member)
		delete(byUser, member.Person.ACSUserID)
		delete(byIdentity, member.Person.UserIdentityID)
	}
	for _, id := range slices.Sorted(maps.Keys(byUser)) {
		everybody = append(everybody, absent(roster.Person{ACSUserID: id}, byUser[id]))
	}
	for _, id := range slices.Sorted(maps.Keys(byIdentity)) {
		everybody = append(everybody, absent(roster.Person{UserIdentityID: id}, byIdentity[id]))
	}
	return everybody
}

// without returns whom the declaration has and another has not, by the IDs that it names them by.
func (d declaration) without(other declaration) declaration {
	others := other.people()
	return declaration{
		ACSUserIDs:      without(d.ACSUserIDs, others.acsUserIDs),
		UserIdentityIDs: without(d.UserIdentityIDs, others.userIdentityIDs),
	}
}

func (d declaration) isNobody() bool {
	return len(d.ACSUserIDs)+len(d.UserIdentityIDs) == 0
}

// labels has the first label of each ID, in the order of the labels.
func labels(ids map[string]string) map[string]string {
	byID := make(map[string]string, len(ids))
	for label, id := range ids {
		if first, isLabelled := byID[id]; !isLabelled || label < first {
			byID[id] = label
		}
	}
	return byID
}

// ids has each ID once, sorted.
func ids(byLabel map[string]string) []string {
	return slices.Sorted(maps.Keys(labels(byLabel)))
}

func without(ids map[string]string, others map[string]bool) map[string]string {
	left := map[string]string{}
	for label, id := range ids {
		if !others[id] {
			left[label] = id
		}
	}
	return left
}

func absent(person roster.Person, name string) roster.GroupMember {
	return roster.GroupMember{Membership: roster.Membership{Person: person, Standing: roster.Absent}, DisplayName: name}
}

// sharedIDs has a line for each ID that has several labels in a map.
func sharedIDs(attribute string, byLabel map[string]string) []string {
	labelled := map[string][]string{}
	for label, id := range byLabel {
		labelled[id] = append(labelled[id], strconv.Quote(label))
	}
	var lines []string
	for id, labels := range labelled {
		if len(labels) > 1 {
			slices.Sort(labels)
			lines = append(lines, fmt.Sprintf("  %s in %s: %s", strings.Join(labels, ", "), attribute, id))
		}
	}
	slices.Sort(lines)
	return lines
}

// inBothMaps has a line for each of the members who is declared by both IDs.
func inBothMaps(declared declaration, members []roster.GroupMember) []string {
	byUser, byIdentity := labels(declared.ACSUserIDs), labels(declared.UserIdentityIDs)
	var lines []string
	for _, member := range members {
		user, isUser := byUser[member.Person.ACSUserID]
		identity, isIdentity := byIdentity[member.Person.UserIdentityID]
		if isUser && isIdentity {
			lines = append(lines, fmt.Sprintf("  %q in acs_user_ids and %q in user_identity_ids: %s", user, identity, nameOf(member)))
		}
	}
	slices.Sort(lines)
	return lines
}

// people is a set of people, each by one of the IDs or both.
type people struct {
	acsUserIDs      map[string]bool
	userIdentityIDs map[string]bool
}

func newPeople() people {
	return people{acsUserIDs: map[string]bool{}, userIdentityIDs: map[string]bool{}}
}

// has reports whether a person is among the people, by either ID.
func (p people) has(person roster.Person) bool {
	return p.acsUserIDs[person.ACSUserID] || p.userIdentityIDs[person.UserIdentityID]
}

func (p people) add(person roster.Person) {
	if person.ACSUserID != "" {
		p.acsUserIDs[person.ACSUserID] = true
	}
	if person.UserIdentityID != "" {
		p.userIdentityIDs[person.UserIdentityID] = true
	}
}

// others returns the members who are not among the people.
func (p people) others(members []roster.GroupMember) []roster.GroupMember {
	return slices.DeleteFunc(slices.Clone(members), func(member roster.GroupMember) bool { return p.has(member.Person) })
}
