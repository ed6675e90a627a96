// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestOneAnswerThatSomebodyDoesNotExistIsNotBelieved is about an answer that is wrong, while the list has the person.
func TestOneAnswerThatSomebodyDoesNotExistIsNotBelieved(t *testing.T) {
	t.Parallel()
	for resourceType, test := range map[string]struct {
		config  func(*providertest.World) providertest.Attributes
		lie     fakeseam.Lie
		get     string
		destroy []string
	}{
		providertest.UserIdentityType: {
			func(*providertest.World) providertest.Attributes { return ada() }, fakeseam.IdentityNotFound, providertest.PathGetIdentity,
			[]string{providertest.PathGetIdentity},
		},
		acsUserType: {
			func(w *providertest.World) providertest.Attributes { return jane(w) }, fakeseam.UserNotFound, providertest.PathGetUser,
			[]string{pathDeleteUser, providertest.PathGetUser},
		},
	} {
		t.Run(resourceType, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			addCrowd(w)
			made, said := w.ProcessOf(t, resourceType).Create(test.config(w))
			said.Succeeds()
			destroy, said := w.ProcessOf(t, resourceType).PlanDestroy(made)
			said.Succeeds()

			w.Inject(test.get, fakeseam.Fault{Lie: test.lie})
			read, said := w.ProcessOf(t, resourceType).Refresh(made)
			said.IsOneError("Seam contradicts itself", made.Attribute(idAttribute(resourceType)), "Run it again")
			if !read.State.Equal(made.State) {
				t.Errorf("read is %s", read.State)
			}

			for _, path := range test.destroy {
				w.Inject(path, fakeseam.Fault{Lie: test.lie})
			}
			left, said := w.ProcessOf(t, resourceType).Apply(destroy)
			said.IsOneError("was not deleted: Seam contradicts itself", "stays in the state")
			if !left.Exists() {
				t.Error("the person has left the state, and is there")
			}
		})
	}
}
