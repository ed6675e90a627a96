// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members_test

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const thousand = 1000

func TestAThousandMembersCostARequestEachAndOneList(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	var users []string
	for i := range thousand {
		users = append(users, w.User(fmt.Sprint("User ", i)))
	}
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(users...)}

	planning := w.ProcessOf(t, providertest.MembersType)
	_, said := planning.Plan(providertest.Object{}, config)
	said.Succeeds()
	// The workspace, the list, the group, the access systems, and the users of the system by the page, since all of them are new.
	w.Sent(t, providertest.PathListMembers, 1)
	w.Sent(t, providertest.PathGetGroup, 1)
	w.Sent(t, providertest.PathListUsers, 2)
	w.Sent(t, providertest.PathListSystems, 1)
	w.SentInAll(t, 6)

	w.ResetRequests()
	made, said := w.ProcessOf(t, providertest.MembersType).Create(config)
	said.Succeeds()
	w.HasMembers(t, group, users...)
	w.Sent(t, providertest.PathAddACSUser, thousand)
	w.Sent(t, providertest.PathListMembers, 1)
	w.Sent(t, providertest.PathGetWorkspace, 1)
	w.SentInAll(t, thousand+6)

	w.ResetRequests()
	planning = w.ProcessOf(t, providertest.MembersType)
	read, said := planning.Refresh(made)
	said.Succeeds()
	planned, said := planning.Plan(read, config)
	said.Succeeds()
	if !planned.Planned.State.Equal(made.State) {
		t.Error("there is something to do after the create")
	}
	w.Sent(t, providertest.PathListMembers, 1)
	w.SentInAll(t, 2) // The list, and the workspace.

	w.ResetRequests()
	_, said = w.ProcessOf(t, providertest.MembersType).Destroy(made)
	said.Succeeds()
	w.HasMembers(t, group)
	w.Sent(t, providertest.PathRemove, thousand)
	w.SentInAll(t, thousand+2)
}

func TestAThousandMembersByUserIdentityAreLookedUpByThePage(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group := w.Group("Engineering")
	var identities, users []string
	for i := range thousand {
		identity, user := w.Person(fmt.Sprint("Person ", i))
		identities, users = append(identities, identity), append(users, user)
	}
	_, said := w.ProcessOf(t, providertest.MembersType).Create(providertest.Attributes{"acs_access_group_id": group, "user_identity_ids": labelled(identities...)})
	said.Succeeds()
	w.HasMembers(t, group, users...)
	w.Sent(t, providertest.PathAddIdentity, thousand)
	w.Sent(t, providertest.PathGetUser, 0)
	w.Sent(t, providertest.PathListMembers, 1)
	if sent := len(w.Requests()); sent > thousand+10 {
		t.Errorf("%d requests were sent", sent)
	}
}

// Memory stands for time here: nothing else that runs on the machine changes it. Growing with the square of the members, it
// would be a hundredfold.
//
//nolint:paralleltest // It measures what the process allocates.
func TestPlanningAWholeGroupCostsAsMuchForEachOfManyMembers(t *testing.T) {
	allocated := func(members int) uint64 {
		w := providertest.NewWorld(t)
		group := w.Group("Engineering")
		var users []string
		for i := range members {
			users = append(users, w.User(fmt.Sprint("User ", i)))
		}
		config := providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(users...)}
		p := w.ProcessOf(t, providertest.MembersType)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, said := p.Plan(providertest.Object{}, config)
		said.Succeeds()
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	if few, many := allocated(300), allocated(10*300); many > 13*few {
		t.Errorf("300 members take %d bytes, and ten times as many take %d", few, many)
	}
}

func TestMembersOfAllGroupsAreChangedTenAtATime(t *testing.T) {
	t.Parallel()
	const ten = 10
	w := providertest.NewWorld(t)
	p := w.ProcessOf(t, providertest.MembersType)
	members := map[string][]string{}
	var planned []providertest.Change
	for _, name := range []string{"Engineering", "Sales"} {
		group := w.Group(name)
		for i := range 2 * ten {
			members[group] = append(members[group], w.User(fmt.Sprint(name, i)))
		}
		// The plan lists the group, so that nothing but changes is left to be sent.
		change, said := p.Plan(providertest.Object{}, providertest.Attributes{"acs_access_group_id": group, "acs_user_ids": labelled(members[group]...)})
		said.Succeeds()
		planned = append(planned, change)
	}
	for _, path := range []string{providertest.PathAddACSUser, providertest.PathRemove} {
		w.Inject(path, fakeseam.Fault{Match: untilTogether(ten)})
		// Slow enough for more of them to come together, if they could.
		w.Inject(path, fakeseam.Fault{Delay: 20 * time.Millisecond})
	}

	made := make([]providertest.Object, len(planned))
	var running sync.WaitGroup
	for i, change := range planned {
		running.Go(func() { made[i], _ = p.Apply(change) })
	}
	running.Wait()
	for group, users := range members {
		w.HasMembers(t, group, users...)
	}
	_, said := w.ProcessOf(t, providertest.MembersType).Destroy(made[0])
	said.Succeeds()
	if most := w.MaxInFlight(); most != ten {
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
