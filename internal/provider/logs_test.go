// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestLogsAreThereForWhoeverAsks(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{"TF_LOG=TRACE", "TF_LOG_PROVIDER=TRACE"} {
		t.Run(variable, func(t *testing.T) {
			t.Parallel()
			world := providertest.NewWorld(t)
			terraform := providertest.NewCLI(t).With(variable)
			terraform.Configure(world.Config(providertest.Membership("jane", world.Group("Engineering"), world.User("Jane Doe"))))
			// A line of the protocol, one of the framework and one of the provider.
			terraform.Must("plan").Says("Received request", "Calling provider defined Resource Schema", "Seam answered")
		})
	}
}
