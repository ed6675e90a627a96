// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

const thousand = 1000

func TestAThousandMembersCostARequestEachAndOneList(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	var users []string
	for i := range thousand {
		users = append(users, h.user(fmt.Sprint("User ", i)))
	}
	config := attributes{"acs_access_group_id": group, "acs_user_ids": users}

	planning := h.processOf(t, membersType, nil)
	_, said := planning.plan(object{}, config)
	succeeded(t, said)
	check(t, h.sent(pathListUsers, 1), h.sentInAll(1))

	h.ResetRequests()
	made, said := h.processOf(t, membersType, nil).create(config)
	succeeded(t, said)
	check(t, h.hasMembers(group, users...), h.sent(pathAddACSUser, thousand), h.sent(pathListUsers, 1), h.sent(pathGetWorkspace, 1),
		h.sentInAll(thousand+2))

	h.ResetRequests()
	planning = h.processOf(t, membersType, nil)
	read, said := planning.read(made)
	succeeded(t, said)
	planned, said := planning.plan(read, config)
	succeeded(t, said)
	if !planned.planned.state.Equal(made.state) {
		t.Error("there is something to do after the create")
	}
	check(t, h.sent(pathListUsers, 1), h.sentInAll(1))

	h.ResetRequests()
	_, said = h.processOf(t, membersType, nil).destroy(made)
	succeeded(t, said)
	check(t, h.hasMembers(group), h.sent(pathRemove, thousand), h.sentInAll(thousand+2))
}

func TestAThousandMembersByUserIdentityAreLookedUpByThePage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	group := h.group("Engineering")
	var identities, users []string
	for i := range thousand {
		identity, user := h.person(fmt.Sprint("Person ", i))
		identities, users = append(identities, identity), append(users, user)
	}
	_, said := h.processOf(t, membersType, nil).create(attributes{"acs_access_group_id": group, "user_identity_ids": identities})
	succeeded(t, said)
	check(t, h.hasMembers(group, users...), h.sent(pathAddIdentity, thousand), h.sent(pathGetUser, 0), h.sent(pathListUsers, 1))
	if sent := len(h.Requests()); sent > thousand+10 {
		t.Errorf("%d requests were sent", sent)
	}
}

func TestMembersOfAllGroupsAreChangedTenAtATime(t *testing.T) {
	t.Parallel()
	const ten = 10
	h := newHouse(t)
	p := h.processOf(t, membersType, nil)
	members := map[string][]string{}
	var planned []change
	for _, name := range []string{"Engineering", "Sales"} {
		group := h.group(name)
		for i := range 2 * ten {
			members[group] = append(members[group], h.user(fmt.Sprint(name, i)))
		}
		// The plan lists the group, so that nothing but changes is left to be sent.
		change, said := p.plan(object{}, attributes{"acs_access_group_id": group, "acs_user_ids": members[group]})
		succeeded(t, said)
		planned = append(planned, change)
	}
	for _, path := range []string{pathAddACSUser, pathRemove} {
		h.Inject(path, fakeseam.Fault{Match: untilTogether(ten)})
		// Slow enough for more of them to come together, if they could.
		h.Inject(path, fakeseam.Fault{Delay: 20 * time.Millisecond})
	}

	made := make([]object, len(planned))
	var running sync.WaitGroup
	for i, change := range planned {
		running.Go(func() { made[i], _ = p.apply(change) })
	}
	running.Wait()
	for group, users := range members {
		check(t, h.hasMembers(group, users...))
	}
	_, said := h.processOf(t, membersType, nil).destroy(made[0])
	succeeded(t, said)
	if most := h.MaxInFlight(); most != ten {
		t.Errorf("at most %d requests were under way at a time, want %d", most, ten)
	}
}

// untilTogether lets requests wait until a number of them have come, or for a minute.
func untilTogether(number int32) func(fakeseam.Request) bool {
	var arrived atomic.Int32
	together := make(chan struct{})
	return func(fakeseam.Request) bool {
		if arrived.Add(1) == number {
			close(together)
		}
		select {
		case <-together:
		case <-time.After(time.Minute):
		}
		return false
	}
}

// sentInAll checks how many requests were sent since the last reset.
func (h *house) sentInAll(want int) error {
	if got := len(h.Requests()); got != want {
		return fmt.Errorf("%d requests were sent in all, want %d", got, want)
	}
	return nil
}
