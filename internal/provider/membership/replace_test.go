// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// delays are the ways in which the requests of one apply can be made to overtake one another.
func delays() map[string]func(w *providertest.World) {
	return map[string]func(w *providertest.World){
		"as it comes": func(*providertest.World) {},
		"slow adds": func(w *providertest.World) {
			w.Inject(providertest.PathAddACSUser, fakeseam.Fault{Delay: 300 * time.Millisecond})
		},
		"slow removals": func(w *providertest.World) {
			w.Inject(providertest.PathRemove, fakeseam.Fault{Delay: 300 * time.Millisecond})
		},
	}
}

func TestRenamedBlockKeepsTheMember(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		for _, lifecycle := range []string{"", providertest.CreateBeforeDestroy} {
			t.Run(strings.TrimSpace(name+" "+lifecycle), func(t *testing.T) {
				t.Parallel()
				w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
				group, user := w.Group("Engineering"), w.User("Jane Doe")
				before := w.Config(providertest.Membership("before", group, user, lifecycle))
				after := w.Config(providertest.Membership("after", group, user, lifecycle))
				terraform.Configure(before)
				terraform.Apply()
				delay(w)

				for _, config := range []string{after, before, after} {
					terraform.Configure(config)
					terraform.Apply().Says("1 added, 0 changed, 1 destroyed")
					w.HasMembers(t, group, user)
					terraform.NoChanges()
				}
			})
		}
	}
}

func TestRenamedBlockWhoseDestroyComesFirstGrantsAgain(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("before", group, user)))
	terraform.Apply()
	terraform.Configure(w.Config(providertest.Membership("after", group, user)))
	terraform.Plan("-out=tfplan")
	w.ResetRequests()

	// The create lists the group once more before it adds anybody; that is held until the removal has arrived.
	removing := make(chan struct{})
	w.Inject(providertest.PathRemove, fakeseam.Fault{Match: func(fakeseam.Request) bool { close(removing); return false }})
	w.Inject(providertest.PathListMembers, fakeseam.Fault{Match: func(fakeseam.Request) bool { <-removing; return false }})
	terraform.Must("apply", "tfplan")
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathRemove, 1)
	w.Sent(t, providertest.PathAddACSUser, 1)
	terraform.NoChanges()
}

// The destroy would wait for a removal that another object of the run has undone.
func TestRenamedBlockWhoseDestroyWaitsIsKept(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("before", group, user, wait("10m")...)))
	terraform.Apply()
	terraform.Configure(w.Config(providertest.Membership("after", group, user)))
	terraform.Plan("-out=tfplan")

	w.HoldChanges()
	removing := make(chan struct{})
	w.Inject(providertest.PathRemove, fakeseam.Fault{Match: func(fakeseam.Request) bool { close(removing); return false }})
	w.Inject(providertest.PathListMembers, fakeseam.Fault{Match: func(fakeseam.Request) bool { <-removing; return false }})
	terraform.Must("apply", "tfplan").Says("Warning: A membership was kept, since another resource holds it now", group, user)
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathRemove, 1)
	w.Sent(t, providertest.PathAddACSUser, 2)
	terraform.NoChanges()
}

func TestReplacementWhoseCreateFailsIsMadeByTheNextApply(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Membership("on_duty", group, jane)))
	terraform.Apply()

	terraform.Configure(w.Config(providertest.Membership("on_duty", group, john)))
	w.Inject(providertest.PathAddACSUser, fakeseam.Fault{Status: http.StatusForbidden})
	terraform.MustFail("apply", "-auto-approve").Says("Error: The user was not added to the access group", john)
	w.HasMembers(t, group)
	w.ClearFaults()

	terraform.Apply().Says("1 added, 0 changed, 0 destroyed")
	w.HasMembers(t, group, john)
}

func TestTargetLeavesTheOthersAlone(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, jane, john := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, jane), providertest.Membership("john", group, john)))

	terraform.Apply("-target=" + providertest.MembershipAddress("jane")).Says("1 added, 0 changed, 0 destroyed")
	w.HasMembers(t, group, jane)
	terraform.Apply().Says("1 added, 0 changed, 0 destroyed")
	terraform.Destroy("-target=" + providertest.MembershipAddress("jane")).Says("1 destroyed")
	w.HasMembers(t, group, john)
	terraform.Plan().Says("1 to add, 0 to change, 0 to destroy")
}

func TestMovedBlockSendsNothing(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("before", group, user)))
	terraform.Apply()
	w.ResetRequests()

	terraform.Configure(w.Config(providertest.Membership("after", group, user),
		fmt.Sprintf("moved {\n  from = %s\n  to = %s\n}\n", providertest.MembershipAddress("before"), providertest.MembershipAddress("after"))))
	terraform.Apply().Lacks("adopted")
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathAddACSUser, 0)
	w.Sent(t, providertest.PathRemove, 0)
}

func TestReplaceRemovesAndAdds(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user)))
	terraform.Apply()
	w.ResetRequests()

	terraform.Apply("-replace=" + providertest.MembershipAddress("jane"))
	w.HasMembers(t, group, user)
	w.Sent(t, providertest.PathRemove, 1)
	w.Sent(t, providertest.PathAddACSUser, 1)
	terraform.NoChanges()
}

func TestReplaceUnderCreateBeforeDestroyRemovesNobody(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Configure(w.Config(providertest.Membership("jane", group, user, providertest.CreateBeforeDestroy)))
			terraform.Apply()
			w.ResetRequests()
			delay(w)

			output := terraform.Apply("-replace=" + providertest.MembershipAddress("jane"))
			output.Says("Warning: A membership was kept, since another resource holds it now", group, user)
			w.HasMembers(t, group, user)
			w.Sent(t, providertest.PathRemove, 0)
			w.Sent(t, providertest.PathAddACSUser, 1)
			terraform.NoChanges()
		})
	}
}

func TestUnknownPersonThatTurnsOutTheSameIsNotRemovedUnderCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	for attribute, path := range map[string]string{"acs_user_id": providertest.PathAddACSUser, "user_identity_id": providertest.PathAddIdentity} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group := w.Group("Engineering")
			identity, user := w.Person("Jane Doe")
			person := map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]
			terraform.Configure(w.Config(providertest.Membership("jane", group, user, providertest.CreateBeforeDestroy)))
			terraform.Apply()
			w.ResetRequests()

			terraform.Configure(w.Config(
				fmt.Sprintf("resource \"terraform_data\" \"user\" { input = %q }", person),
				unknownMembership("jane", group, attribute, providertest.CreateBeforeDestroy),
			))
			terraform.Apply().Says("2 added, 0 changed, 1 destroyed")
			w.HasMembers(t, group, user)
			w.Sent(t, providertest.PathRemove, 0)
			w.Sent(t, path, 1)
			terraform.NoChanges()
		})
	}
}

func TestCountThatLosesItsFirstElementEndsWithTheRest(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		for _, lifecycle := range []string{"", providertest.CreateBeforeDestroy} {
			t.Run(strings.TrimSpace(name+" "+lifecycle), func(t *testing.T) {
				t.Parallel()
				w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
				group := w.Group("Engineering")
				users := []string{w.User("Ann"), w.User("Ben"), w.User("Cleo"), w.User("Dan")}
				terraform.Configure(w.Config(counted(group, users, lifecycle)))
				terraform.Apply()
				delay(w)

				for len(users) > 1 {
					users = users[1:]
					terraform.Configure(w.Config(counted(group, users, lifecycle)))
					terraform.Apply()
					w.HasMembers(t, group, users...)
					terraform.NoChanges()
				}
			})
		}
	}
}

func TestShiftedInstanceIsNotRemovedUnderCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, ann, ben, cleo := w.Group("Engineering"), w.User("Ann"), w.User("Ben"), w.User("Cleo")
	terraform.Configure(w.Config(counted(group, []string{ann, ben}, providertest.CreateBeforeDestroy)))
	terraform.Apply()
	w.ResetRequests()

	// Ben moves from the second instance to the first, and Cleo takes his place: the second instance's removal of Ben
	// comes after its add of Cleo, which is held until the first instance is adding Ben.
	hold(w, providertest.PathAddACSUser, cleo, ben)
	terraform.Configure(w.Config(counted(group, []string{ben, cleo}, providertest.CreateBeforeDestroy)))
	terraform.Apply()
	w.HasMembers(t, group, ben, cleo)
	w.SentBodies(t, providertest.PathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": ann})
}

// hold keeps the request for one ACS user waiting until that for another has arrived.
func hold(w *providertest.World, path, user, until string) {
	arrived, once := make(chan struct{}), sync.Once{}
	w.Inject(path, fakeseam.Fault{Match: func(request fakeseam.Request) bool {
		switch request.Body["acs_user_id"] {
		case until:
			once.Do(func() { close(arrived) })
		case user:
			<-arrived
		}
		return false
	}})
}

// counted is a block with a membership for each of the users, by their place in the list.
func counted(group string, users []string, lines ...string) string {
	person := fmt.Sprintf("count = %d\n  acs_user_id = %s[count.index]", len(users), providertest.List(users))
	return providertest.MembershipBlock("all", group, person, lines...)
}

func TestSwapUnderCreateBeforeDestroyKeepsBoth(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, ann, ben := w.Group("Engineering"), w.User("Ann"), w.User("Ben")
	terraform.Configure(w.Config(counted(group, []string{ann, ben}, providertest.CreateBeforeDestroy)))
	terraform.Apply()

	terraform.Configure(w.Config(counted(group, []string{ben, ann}, providertest.CreateBeforeDestroy)))
	terraform.Apply()
	w.HasMembers(t, group, ann, ben)
	terraform.NoChanges()
}

// A dependent that fails keeps Terraform from destroying what a replacement under create_before_destroy has replaced.
func TestReplacementThatIsCutOffConverges(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(w.Config(providertest.Membership("jane", group, user, providertest.CreateBeforeDestroy), `
variable "works" { default = true }
resource "terraform_data" "dependent" {
  lifecycle { replace_triggered_by = [`+providertest.MembershipAddress("jane")+`] }
  provisioner "local-exec" { command = var.works ? "true" : "false" }
}
`))
	terraform.Apply()
	terraform.MustFail("apply", "-auto-approve", "-replace="+providertest.MembershipAddress("jane"), "-var=works=false")
	w.HasMembers(t, group, user)

	terraform.Plan().Says("Warning: Two resources declare the same membership", "apply until the plan is empty")
	terraform.Apply()
	terraform.Apply().Says("Warning: A membership is gone")
	w.HasMembers(t, group, user)
	terraform.NoChanges()
}
