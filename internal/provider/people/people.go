// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package people is the resources and list resources that make people: seam_user_identity, a person across access systems,
// and seam_acs_user, a person's record inside one of them.
package people
