// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"encoding/json"
	"time"
)

// Issue is one of the errors or warnings that Seam shows on an object, such as a change that the access system refused.
type Issue struct {
	// Code is Seam's error_code or warning_code. Seam adds new ones.
	Code    string
	Message string
	// CreatedAt is zero where Seam sends none, or one that cannot be read.
	CreatedAt time.Time
}

// UnmarshalJSON reads an error or a warning.
func (i *Issue) UnmarshalJSON(data []byte) error {
	var wire struct {
		ErrorCode   string `json:"error_code"`
		WarningCode string `json:"warning_code"`
		Message     string `json:"message"`
		CreatedAt   string `json:"created_at"`
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return err
	}
	*i = Issue{Code: wire.ErrorCode, Message: wire.Message, CreatedAt: parseTime(wire.CreatedAt)}
	if i.Code == "" {
		i.Code = wire.WarningCode
	}
	return nil
}
