// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestACSUserIsMadeAsDeclared(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	config := jane(w, providertest.Attributes{"phone_number": "+15555550100", "user_identity_id": identity}, schedule(farStart, farEnd))

	made, said := w.ProcessOf(t, acsUserType).Create(config)
	said.IsSilent()
	w.SentBodies(t, pathCreateUser, map[string]any{
		"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe", "email_address": "jane@example.com", "phone_number": "+15555550100",
		"user_identity_id": identity, "access_schedule": map[string]any{"starts_at": farStart, "ends_at": farEnd},
	})
	sentChanges(t, w, pathCreateUser)
	w.HasUsers(t, 1)
	hasValues(t, made, map[string]any{
		"acs_user_id": w.Users(w.ACSSystemID)[0], "workspace_id": w.WorkspaceID, "is_suspended": nil, "deletion_policy": nil,
	})
	if made.IdentityAttribute("acs_user_id") != made.Attribute("acs_user_id") {
		t.Errorf("the identity is %s", made.Identity)
	}
	settled(t, w, made, config)
}

func TestACSUserOfWhomOnlyTheNameIsKnownIsMadeWithoutALookUp(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"}

	made, said := w.ProcessOf(t, acsUserType).Create(config)
	said.IsSilent()
	w.SentBodies(t, pathCreateUser, map[string]any{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe"})
	w.Sent(t, providertest.PathListUsers, 0)
	w.Sent(t, providertest.PathGetUser, 0)
	settled(t, w, made, config)
}

func TestNewACSUsersAreLookedUpInOneList(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	process := w.ProcessOf(t, acsUserType)
	for i := range 30 {
		config := jane(w, providertest.Attributes{"email_address": strings.Repeat("j", i+1) + "@example.com"})
		_, said := process.Create(config)
		said.IsSilent()
	}
	w.Sent(t, pathCreateUser, 30)
	w.Sent(t, providertest.PathListUsers, 1)
	w.Sent(t, providertest.PathGetUser, 0)
}

func TestACSUserThatIsMadeSuspendedIsSuspendedRightAfter(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := jane(w, providertest.Attributes{"is_suspended": true})

	made, said := w.ProcessOf(t, acsUserType).Create(config)
	said.IsSilent()
	sentChanges(t, w, pathCreateUser, pathSuspendUser)
	settled(t, w, made, config)
}

func TestACSUserThatIsNotToBeSuspendedIsOnlyMade(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := jane(w, providertest.Attributes{"is_suspended": false})

	made, said := w.ProcessOf(t, acsUserType).Create(config)
	said.IsSilent()
	sentChanges(t, w, pathCreateUser)
	settled(t, w, made, config)
}

func TestACSUserWhoCouldNotBeSuspendedIsAnErrorAndStaysInTheState(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(pathSuspendUser, fakeseam.Fault{Status: 400, Body: `{"error":{"type":"invalid_input","message":"No."},"ok":false}`})

	made, said := w.ProcessOf(t, acsUserType).Create(jane(w, providertest.Attributes{"is_suspended": true}))
	said.IsOneError("The ACS user was created, but not suspended", "Jane Doe", "tainted", "invalid_input")
	if !made.Exists() || made.Attribute("acs_user_id") != w.Users(w.ACSSystemID)[0] {
		t.Errorf("the state is %s", made.State)
	}
	// An untainted object is suspended by the next apply, which it is not if the state says that it has happened.
	hasValues(t, made, map[string]any{"is_suspended": false})
	w.ClearFaults()
	w.ResetRequests()
	object, said := updated(t, w, made, jane(w, providertest.Attributes{"is_suspended": true}))
	said.IsSilent()
	sentChanges(t, w, pathSuspendUser)
	settled(t, w, object, jane(w, providertest.Attributes{"is_suspended": true}))
}

func TestSomebodyWhoExistsAlreadyIsAnErrorWhilePlanning(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		existing  fakeseam.User
		attribute providertest.Attributes
		matches   string
	}{
		"address":                 {fakeseam.User{EmailAddress: "jane@example.com"}, nil, "the same email address"},
		"address in other case":   {fakeseam.User{EmailAddress: "JANE@Example.com"}, nil, "the same email address"},
		"address, declared so":    {fakeseam.User{EmailAddress: "jane@example.com"}, providertest.Attributes{"email_address": "Jane@EXAMPLE.com"}, "the same email address"},
		"number":                  {fakeseam.User{PhoneNumber: "+15555550100"}, providertest.Attributes{"phone_number": "+15555550100"}, "the same phone number"},
		"user identity":           {fakeseam.User{UserIdentityID: "identity"}, providertest.Attributes{"user_identity_id": "identity"}, "the same user identity"},
		"identity and no contact": {fakeseam.User{UserIdentityID: "identity"}, providertest.Attributes{"user_identity_id": "identity", "email_address": nil}, "the same user identity"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			test.existing.FullName = "Jane D."
			config := jane(w, test.attribute)
			if test.existing.UserIdentityID != "" {
				test.existing.UserIdentityID = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
				config["user_identity_id"] = test.existing.UserIdentityID
			}
			existing := w.AddUser(w.ACSSystemID, test.existing)

			_, said := w.ProcessOf(t, acsUserType).Plan(providertest.Object{}, config)
			said.IsOneError("Jane D. exists in the access system already", test.matches, existing,
				`import { to = seam_acs_user.NAME id = "`+existing+`" }`, "terraform import seam_acs_user.NAME "+existing,
				`'seam_acs_user.NAME["KEY"]'`, "moved block")
			sentChanges(t, w)
		})
	}
}

func TestSomebodyElseIsNotTakenForTheSamePerson(t *testing.T) {
	t.Parallel()
	for name, existing := range map[string]fakeseam.User{
		"part of an address":        {EmailAddress: "mary-jane@example.com"},
		"part of a number":          {PhoneNumber: "+155555501001"},
		"the same name":             {FullName: "Jane Doe"},
		"the address as a name":     {FullName: "jane@example.com"},
		"another address in a name": {FullName: "Jane jane@example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			w.AddUser(w.ACSSystemID, existing)
			_, said := w.ProcessOf(t, acsUserType).Plan(providertest.Object{}, jane(w, providertest.Attributes{"phone_number": "+15555550100"}))
			said.IsSilent()
		})
	}
}

func TestSamePersonInAnotherAccessSystemIsNoObstacle(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.AddUser(w.AddSystem(w.WorkspaceID, "Warehouse"), fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com"})

	_, said := w.ProcessOf(t, acsUserType).Create(jane(w))
	said.IsSilent()
	w.HasUsers(t, 1)
}

func TestSomebodyOnTheirWayOutIsNoObstacle(t *testing.T) {
	t.Parallel()
	for name, leave := range map[string]func(*providertest.World, string){
		"deleting":           func(w *providertest.World, user string) { w.AddUserMutation(user, "deleting") },
		"being deleted":      func(w *providertest.World, user string) { w.AddWarning(user, "being_deleted", "Gone soon.") },
		"deleted externally": func(w *providertest.World, user string) { w.AddUserError(user, "deleted_externally", "Gone.") },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			leave(w, w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com"}))
			_, said := w.ProcessOf(t, acsUserType).Create(jane(w))
			said.IsSilent()
			sentChanges(t, w, pathCreateUser)
		})
	}
}

func TestSomebodyWhoCameSinceThePlanIsFoundBeforeTheCreate(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	planned, said := w.ProcessOf(t, acsUserType).Plan(providertest.Object{}, jane(w))
	said.IsSilent()
	w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Doe", EmailAddress: "jane@example.com"})

	made, said := w.ProcessOf(t, acsUserType).Apply(planned)
	said.IsOneError("Jane Doe exists in the access system already")
	if made.Exists() {
		t.Errorf("the state is %s", made.State)
	}
	sentChanges(t, w)
}

func TestValuesThatAreUnknownAreLookedUpOnceTheyAreKnown(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity, _ := w.Person("Jane Doe")
	process := w.ProcessOf(t, acsUserType)
	w.ResetRequests()

	planned, said := process.Plan(providertest.Object{}, providertest.Attributes{
		"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe", "email_address": tftypes.UnknownValue,
		"user_identity_id": tftypes.UnknownValue, "access_schedule": tftypes.UnknownValue,
	})
	said.IsSilent()
	w.SentInAll(t, 0)
	if planned.Planned.Attribute("acs_user_id") != providertest.Unknown {
		t.Errorf("planned is %s", planned.Planned.State)
	}

	_, said = process.Plan(providertest.Object{}, jane(w, providertest.Attributes{"user_identity_id": identity}))
	said.IsOneError("exists in the access system already", "the same user identity")
	sentChanges(t, w)
}

func TestTwoResourcesForOnePersonAreAnErrorWhilePlanning(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	for name, test := range map[string][2]providertest.Attributes{
		"address":       {{"email_address": "jane@example.com"}, {"email_address": "JANE@example.com"}},
		"number":        {{"phone_number": "+15555550100"}, {"phone_number": "+15555550100"}},
		"user identity": {{"user_identity_id": identity}, {"user_identity_id": identity}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			process := w.ProcessOf(t, acsUserType)
			nobody := providertest.Attributes{"email_address": nil}
			_, said := process.Plan(providertest.Object{}, jane(w, nobody, test[0]))
			said.IsSilent()
			_, said = process.Plan(providertest.Object{}, jane(w, nobody, test[1]))
			said.IsOneError("Two resources declare the same ACS user", "Remove one of the two blocks")
		})
	}
}

func TestTwoResourcesForTwoPeopleAreNoObstacleToEachOther(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	warehouse := w.AddSystem(w.WorkspaceID, "Warehouse")
	process := w.ProcessOf(t, acsUserType)
	for _, config := range []providertest.Attributes{
		jane(w), jane(w, providertest.Attributes{"email_address": "john@example.com"}), jane(w, providertest.Attributes{"acs_system_id": warehouse}),
	} {
		_, said := process.Plan(providertest.Object{}, config)
		said.IsSilent()
	}
}

func TestPersonWhomTheAccessSystemRefusesIsToldOf(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	config := jane(w)
	made := madeACSUser(t, w, config)
	w.AddUserError(made.Attribute("acs_user_id"), "failed_to_create_on_acs_system", "The address\nis taken.")

	refreshed, said := w.ProcessOf(t, acsUserType).Refresh(made)
	said.Succeeds()
	said.Says("Warning: The access system reports a problem with Jane Doe", "failed_to_create_on_acs_system: The address is taken.")
	if !refreshed.State.Equal(made.State) {
		t.Errorf("the state is %s", refreshed.State)
	}
}

// Seam makes an ACS user for an identity that is added to an access group. No list that was read before has it.
func TestACSUserThatAMembershipOfTheSameApplyHasMadeIsNotMadeTwice(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		config func(w *providertest.World, identity string) providertest.Attributes
		says   string
	}{
		"by address":       {func(w *providertest.World, _ string) providertest.Attributes { return jane(w) }, "the same email address"},
		"by user identity": {withIdentity, "the same user identity"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := providertest.NewWorld(t)
			group := w.Group("Engineering")
			identity := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe", EmailAddress: "Jane@example.com"})
			planned, said := w.ProcessOf(t, acsUserType).Plan(providertest.Object{}, test.config(w, identity))
			said.IsSilent()

			applying := w.ProcessOf(t, acsUserType)
			membership, said := applying.Of(providertest.MembershipType).Create(providertest.Attributes{"acs_access_group_id": group, "user_identity_id": identity})
			said.IsSilent()
			_, said = applying.Apply(planned)
			said.IsOneError("exists in the access system already", test.says, membership.Attribute("acs_user_id"))
			sentChanges(t, w)
			w.HasUsers(t, 1)
		})
	}
}

func withIdentity(w *providertest.World, identity string) providertest.Attributes {
	return providertest.Attributes{"acs_system_id": w.ACSSystemID, "full_name": "Jane Doe", "user_identity_id": identity}
}

func TestACSUserOfTheIdentityThatAnotherOneWasMergedIntoExists(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	old := w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Jane Doe"})
	kept, user := w.Person("Jane D.")
	w.MergeIdentities(kept, old)
	process := w.ProcessOf(t, acsUserType)
	_, said := process.Plan(providertest.Object{}, withIdentity(w, old))
	said.IsOneError("Jane D. exists in the access system already", "the same user identity", user)
	w.Sent(t, providertest.PathListUsers, 1)
	w.Sent(t, providertest.PathListIdentities, 1)
	sentChanges(t, w)
}

// TestAddressThatTheAccessSystemRefusesLaterIsToldOfAndIsNoDrift is about an address that somebody else gets while the create is
// under way: Seam accepts it, and the access system refuses it later.
func TestAddressThatTheAccessSystemRefusesLaterIsToldOfAndIsNoDrift(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	w.Inject(pathCreateUser, fakeseam.Fault{Match: func(fakeseam.Request) bool {
		w.AddUser(w.ACSSystemID, fakeseam.User{FullName: "Jane Roe", EmailAddress: "jane@example.com"})
		return false
	}})
	made, said := w.ProcessOf(t, acsUserType).Create(jane(w))
	said.IsSilent()

	process := w.ProcessOf(t, acsUserType)
	refreshed, said := process.Refresh(made)
	said.Succeeds()
	said.Says("Warning: The access system reports a problem with Jane Doe", "failed_to_create_on_acs_system",
		"the access system may not have what is declared here", made.Attribute("acs_user_id"))
	if !refreshed.State.Equal(made.State) {
		t.Errorf("the state is %s, was %s", refreshed.State, made.State)
	}
	planned, said := process.Plan(refreshed, jane(w))
	said.IsSilent()
	if !planned.Planned.State.Equal(made.State) {
		t.Errorf("planned is %s", planned.Planned.State)
	}

	// Another address mends it.
	other := jane(w, providertest.Attributes{"email_address": "jane.doe@example.com"})
	planned, said = w.ProcessOf(t, acsUserType).Plan(refreshed, other)
	said.IsSilent()
	mended, said := w.ProcessOf(t, acsUserType).Apply(planned)
	said.IsSilent()
	_, said = w.ProcessOf(t, acsUserType).Refresh(mended)
	said.IsSilent()
}
