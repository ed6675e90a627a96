// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// content is what goes into the database of Seam's fake: objects in its own words, and with its own external types.
type content struct {
	Workspaces   []map[string]any `json:"workspaces"`
	APIKeys      []map[string]any `json:"api_keys"`
	Systems      []map[string]any `json:"acs_systems"`
	AccessGroups []map[string]any `json:"acs_access_groups"`
	Users        []map[string]any `json:"acs_users"`
	Entrances    []map[string]any `json:"acs_entrances"`
}

func (c *content) addWorkspace(id, name, key string, isSandbox bool) {
	c.Workspaces = append(c.Workspaces, map[string]any{"workspace_id": id, "name": name, "is_sandbox": isSandbox})
	c.APIKeys = append(c.APIKeys, map[string]any{"workspace_id": id, "token": key})
}

func (c *content) addSystem(id, workspace, name string) {
	c.Systems = append(c.Systems, map[string]any{
		"acs_system_id": id, "workspace_id": workspace, "name": name, "external_type": "salto_site",
		"connected_account_id": "60000000-0000-4000-8000-000000000001",
	})
}

func (c *content) addGroup(id, system, workspace, name string) {
	c.AccessGroups = append(c.AccessGroups, map[string]any{
		"acs_access_group_id": id, "acs_system_id": system, "workspace_id": workspace, "name": name,
		"external_type": "salto_access_group",
	})
}

func (c *content) addUser(id, system, workspace, name string) {
	c.Users = append(c.Users, map[string]any{
		"acs_user_id": id, "acs_system_id": system, "workspace_id": workspace, "full_name": name,
		"external_type": "salto_site_user",
	})
}

func (c *content) addEntrance(id, system, name string) {
	c.Entrances = append(c.Entrances, map[string]any{"acs_entrance_id": id, "acs_system_id": system, "display_name": name})
}

// contentOf is a building of our fake, for Seam's. The key opens its workspace.
func contentOf(b fakeseam.Building, key string, isSandbox bool) content {
	var c content
	c.addWorkspace(b.WorkspaceID, "Harbour Street", key, isSandbox)
	c.addSystem(b.System.ID, b.WorkspaceID, b.System.Name)
	for _, group := range b.Groups {
		c.addGroup(group.ID, b.System.ID, b.WorkspaceID, group.Name)
	}
	for _, user := range b.Users {
		c.addUser(user.ID, b.System.ID, b.WorkspaceID, user.Name)
	}
	for _, entrance := range b.Entrances {
		c.addEntrance(entrance.ID, b.System.ID, entrance.Name)
	}
	return c
}

// startSeamsFake serves Seam's fake with some content until the test ends, and returns its URL.
func startSeamsFake(t *testing.T, c content) string {
	t.Helper()
	encoded, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	// It sends stack traces along with its errors unless it is told that this is production.
	command := exec.CommandContext(context.WithoutCancel(t.Context()), "node", "fake.mjs")
	command.Dir, command.Env = "npm", append(command.Environ(), "NODE_ENV=production")
	var problems bytes.Buffer
	command.Stderr = &problems
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatalf("starting Seam's fake: %v", err)
	}
	t.Cleanup(func() {
		_ = stdin.Close()
		kill := time.AfterFunc(10*time.Second, func() { _ = command.Process.Kill() })
		defer kill.Stop()
		if err := command.Wait(); err != nil {
			t.Errorf("Seam's fake ended with %v: %s", err, &problems)
		}
	})
	if _, err := stdin.Write(append(encoded, '\n')); err != nil {
		t.Error(err)
	}
	url, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		_ = command.Wait()
		t.Fatalf("Seam's fake did not start: %v: %s", err, &problems)
	}
	return strings.TrimSpace(url)
}
