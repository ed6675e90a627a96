// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// delays are the ways in which the requests of one apply can be made to overtake one another.
func delays() map[string]func(h *house) {
	return map[string]func(h *house){
		"as it comes":   func(*house) {},
		"slow adds":     func(h *house) { h.Inject(pathAddACSUser, fakeseam.Fault{Delay: 300 * time.Millisecond}) },
		"slow removals": func(h *house) { h.Inject(pathRemove, fakeseam.Fault{Delay: 300 * time.Millisecond}) },
	}
}

func TestRenamedBlockKeepsTheMember(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		for _, lifecycle := range []string{"", createBeforeDestroy} {
			t.Run(strings.TrimSpace(name+" "+lifecycle), func(t *testing.T) {
				t.Parallel()
				h, terraform := newHouse(t), newCLI(t)
				group, user := h.group("Engineering"), h.user("Jane Doe")
				before := h.config(membership("before", group, user, lifecycle))
				after := h.config(membership("after", group, user, lifecycle))
				terraform.configure(before)
				terraform.apply()
				delay(h)

				for _, config := range []string{after, before, after} {
					terraform.configure(config)
					contains(t, terraform.apply(), "1 added, 0 changed, 1 destroyed")
					check(t, h.hasMembers(group, user))
					contains(t, terraform.must("plan"), "No changes.")
				}
			})
		}
	}
}

func TestRenamedBlockWhoseDestroyComesFirstGrantsAgain(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("before", group, user)))
	terraform.apply()
	terraform.configure(h.config(membership("after", group, user)))
	terraform.must("plan", "-out=tfplan")
	h.ResetRequests()

	// The create lists the group once more before it adds anybody; that is held until the removal has arrived.
	removing := make(chan struct{})
	h.Inject(pathRemove, fakeseam.Fault{Match: func(fakeseam.Request) bool { close(removing); return false }})
	h.Inject(pathListUsers, fakeseam.Fault{Match: func(fakeseam.Request) bool { <-removing; return false }})
	terraform.must("apply", "tfplan")
	check(t, h.hasMembers(group, user), h.sent(pathRemove, 1), h.sent(pathAddACSUser, 1))
	contains(t, terraform.must("plan"), "No changes.")
}

// The destroy would wait for a removal that another object of the run has undone.
func TestRenamedBlockWhoseDestroyWaitsIsKept(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("before", group, user, wait("10m")...)))
	terraform.apply()
	terraform.configure(h.config(membership("after", group, user)))
	terraform.must("plan", "-out=tfplan")

	h.HoldChanges()
	removing := make(chan struct{})
	h.Inject(pathRemove, fakeseam.Fault{Match: func(fakeseam.Request) bool { close(removing); return false }})
	h.Inject(pathListUsers, fakeseam.Fault{Match: func(fakeseam.Request) bool { <-removing; return false }})
	contains(t, terraform.must("apply", "tfplan"), "Warning: A membership was kept, since another resource holds it now", group, user)
	check(t, h.hasMembers(group, user), h.sent(pathRemove, 1), h.sent(pathAddACSUser, 2))
	contains(t, terraform.must("plan"), "No changes.")
}

func TestReplacementWhoseCreateFailsIsMadeByTheNextApply(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.config(membership("on_duty", group, jane)))
	terraform.apply()

	terraform.configure(h.config(membership("on_duty", group, john)))
	h.Inject(pathAddACSUser, fakeseam.Fault{Status: http.StatusForbidden})
	contains(t, terraform.mustFail("apply", "-auto-approve"), "Error: The user was not added to the access group", john)
	check(t, h.hasMembers(group))
	h.ClearFaults()

	contains(t, terraform.apply(), "1 added, 0 changed, 0 destroyed")
	check(t, h.hasMembers(group, john))
}

func TestTargetLeavesTheOthersAlone(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, jane, john := h.group("Engineering"), h.user("Jane Doe"), h.user("John Roe")
	terraform.configure(h.config(membership("jane", group, jane), membership("john", group, john)))

	contains(t, terraform.must("apply", "-auto-approve", "-target="+address("jane")), "1 added, 0 changed, 0 destroyed")
	check(t, h.hasMembers(group, jane))
	contains(t, terraform.apply(), "1 added, 0 changed, 0 destroyed")
	contains(t, terraform.must("destroy", "-auto-approve", "-target="+address("jane")), "1 destroyed")
	check(t, h.hasMembers(group, john))
	contains(t, terraform.must("plan"), "1 to add, 0 to change, 0 to destroy")
}

func TestMovedBlockSendsNothing(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("before", group, user)))
	terraform.apply()
	h.ResetRequests()

	terraform.configure(h.config(membership("after", group, user),
		fmt.Sprintf("moved {\n  from = %s\n  to = %s\n}\n", address("before"), address("after"))))
	lacks(t, terraform.apply(), "Warning: A membership")
	check(t, h.hasMembers(group, user), h.sent(pathAddACSUser, 0), h.sent(pathRemove, 0))
}

func TestReplaceRemovesAndAdds(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user)))
	terraform.apply()
	h.ResetRequests()

	terraform.must("apply", "-auto-approve", "-replace="+address("jane"))
	check(t, h.hasMembers(group, user), h.sent(pathRemove, 1), h.sent(pathAddACSUser, 1))
	contains(t, terraform.must("plan"), "No changes.")
}

func TestReplaceUnderCreateBeforeDestroyRemovesNobody(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, user := h.group("Engineering"), h.user("Jane Doe")
			terraform.configure(h.config(membership("jane", group, user, createBeforeDestroy)))
			terraform.apply()
			h.ResetRequests()
			delay(h)

			output := terraform.must("apply", "-auto-approve", "-replace="+address("jane"))
			contains(t, output, "Warning: A membership was kept, since another resource holds it now", group, user)
			check(t, h.hasMembers(group, user), h.sent(pathRemove, 0), h.sent(pathAddACSUser, 1))
			contains(t, terraform.must("plan"), "No changes.")
		})
	}
}

func TestUnknownPersonThatTurnsOutTheSameIsNotRemovedUnderCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	for attribute, path := range map[string]string{"acs_user_id": pathAddACSUser, "user_identity_id": pathAddIdentity} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group := h.group("Engineering")
			identity, user := h.person("Jane Doe")
			person := map[string]string{"acs_user_id": user, "user_identity_id": identity}[attribute]
			terraform.configure(h.config(membership("jane", group, user, createBeforeDestroy)))
			terraform.apply()
			h.ResetRequests()

			terraform.configure(h.config(
				fmt.Sprintf("resource \"terraform_data\" \"user\" { input = %q }", person),
				unknownMembership("jane", group, attribute, createBeforeDestroy),
			))
			contains(t, terraform.apply(), "2 added, 0 changed, 1 destroyed")
			check(t, h.hasMembers(group, user), h.sent(pathRemove, 0), h.sent(path, 1))
			contains(t, terraform.must("plan"), "No changes.")
		})
	}
}

func TestCountThatLosesItsFirstElementEndsWithTheRest(t *testing.T) {
	t.Parallel()
	for name, delay := range delays() {
		for _, lifecycle := range []string{"", createBeforeDestroy} {
			t.Run(strings.TrimSpace(name+" "+lifecycle), func(t *testing.T) {
				t.Parallel()
				h, terraform := newHouse(t), newCLI(t)
				group := h.group("Engineering")
				users := []string{h.user("Ann"), h.user("Ben"), h.user("Cleo"), h.user("Dan")}
				terraform.configure(h.config(counted(group, users, lifecycle)))
				terraform.apply()
				delay(h)

				for len(users) > 1 {
					users = users[1:]
					terraform.configure(h.config(counted(group, users, lifecycle)))
					terraform.apply()
					check(t, h.hasMembers(group, users...))
					contains(t, terraform.must("plan"), "No changes.")
				}
			})
		}
	}
}

func TestShiftedInstanceIsNotRemovedUnderCreateBeforeDestroy(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, ann, ben, cleo := h.group("Engineering"), h.user("Ann"), h.user("Ben"), h.user("Cleo")
	terraform.configure(h.config(counted(group, []string{ann, ben}, createBeforeDestroy)))
	terraform.apply()
	h.ResetRequests()

	// Ben moves from the second instance to the first, and Cleo takes his place: the second instance's removal of Ben
	// comes after its add of Cleo, which is held until the first instance is adding Ben.
	h.hold(pathAddACSUser, cleo, ben)
	terraform.configure(h.config(counted(group, []string{ben, cleo}, createBeforeDestroy)))
	terraform.apply()
	check(t, h.hasMembers(group, ben, cleo),
		h.sentBodies(pathRemove, map[string]any{"acs_access_group_id": group, "acs_user_id": ann}))
}

// hold keeps the request for one ACS user waiting until that for another has arrived.
func (h *house) hold(path, user, until string) {
	arrived, once := make(chan struct{}), sync.Once{}
	h.Inject(path, fakeseam.Fault{Match: func(request fakeseam.Request) bool {
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
	quoted := make([]string, len(users))
	for i, user := range users {
		quoted[i] = fmt.Sprintf("%q", user)
	}
	list := strings.Join(quoted, ", ")
	return membershipBlock("all", group, fmt.Sprintf("count = %d\n  acs_user_id = [%s][count.index]", len(users), list), lines)
}

func TestSwapUnderCreateBeforeDestroyKeepsBoth(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, ann, ben := h.group("Engineering"), h.user("Ann"), h.user("Ben")
	terraform.configure(h.config(counted(group, []string{ann, ben}, createBeforeDestroy)))
	terraform.apply()

	terraform.configure(h.config(counted(group, []string{ben, ann}, createBeforeDestroy)))
	terraform.apply()
	check(t, h.hasMembers(group, ann, ben))
	contains(t, terraform.must("plan"), "No changes.")
}

// A dependent that fails keeps Terraform from destroying what a replacement under create_before_destroy has replaced.
func TestReplacementThatIsCutOffConverges(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.config(membership("jane", group, user, createBeforeDestroy), `
variable "works" { default = true }
resource "terraform_data" "dependent" {
  lifecycle { replace_triggered_by = [`+address("jane")+`] }
  provisioner "local-exec" { command = var.works ? "true" : "false" }
}
`))
	terraform.apply()
	terraform.mustFail("apply", "-auto-approve", "-replace="+address("jane"), "-var=works=false")
	check(t, h.hasMembers(group, user))

	contains(t, terraform.must("plan"), "Warning: Two resources declare the same membership", "apply until the plan is empty")
	terraform.apply()
	contains(t, terraform.apply(), "Warning: A membership is gone")
	check(t, h.hasMembers(group, user))
	contains(t, terraform.must("plan"), "No changes.")
}
