// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command fakeseam serves a fake of the Seam API with a small building in it, for trying the provider without a Seam
// account. It keeps everything in memory: each start begins with the same building and the same IDs.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "fakeseam:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends, and then returns nil. Any other return is an error that kept it from serving.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("fakeseam", flag.ContinueOnError)
	flags.SetOutput(stderr)
	listen := flags.String("listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	apiKey := flags.String("api-key", "seam_demo_key", "API key that opens the building's workspace")
	members := flags.Bool("members", false, "start with people in the access groups, as in a building that is in use")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	building := fakeseam.NewBuilding()
	building.Fake.SetAPIKey(building.WorkspaceID, *apiKey)
	if *members {
		addMembers(building)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", *listen)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	if err := describe(stdout, building, "http://"+listener.Addr().String(), *apiKey); err != nil {
		return errors.Join(fmt.Errorf("printing the building: %w", err), listener.Close())
	}
	return serve(ctx, listener, building.Fake)
}

// addMembers puts everybody with an ACS user into the first access group, and some of them into the others.
func addMembers(b fakeseam.Building) {
	for _, user := range b.Users {
		b.Fake.AddMember(b.Groups[0].ID, user.ID)
	}
	b.Fake.AddMember(b.Groups[1].ID, b.Users[0].ID)
	b.Fake.AddMember(b.Groups[1].ID, b.Users[1].ID)
	b.Fake.AddMember(b.Groups[2].ID, b.Users[2].ID)
}

// serve answers requests until ctx ends, and gives those under way a second to finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err := <-served:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	finish, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	if err := server.Shutdown(finish); err != nil {
		return server.Close()
	}
	return nil
}
