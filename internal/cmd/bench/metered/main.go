// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

// Command metered stands in the place of a provider, runs it, and notes what its process used once it has ended.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
)

func main() {
	code, err := run(os.Getenv("METERED_PROVIDER"), os.Getenv("METERED_USAGE"))
	if err != nil {
		fmt.Fprintln(os.Stderr, "metered:", err)
		code = 1
	}
	os.Exit(code)
}

// run runs the provider at a path, appends what it used to a file as a line of JSON, and returns the exit code.
func run(path, usage string) (code int, err error) {
	signal.Notify(make(chan os.Signal, 1), os.Interrupt) // The provider decides what an interrupt means.
	cmd := exec.Command(path)                            //nolint:gosec,noctx // The path is the benchmark's own. The provider ends when Terraform ends it.
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return 0, err
	}
	used, isKnown := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !isKnown {
		return 0, errors.New("the system does not say what a process used")
	}
	peak := int64(used.Maxrss) //nolint:unconvert // It has 32 bits on some systems.
	if runtime.GOOS != "darwin" {
		peak <<= 10 // Others count in KiB.
	}
	line, err := json.Marshal(map[string]any{"cpu": cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), "peak": peak})
	if err != nil {
		return 0, err
	}
	file, err := os.OpenFile(usage, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // The path is the benchmark's own.
	if err != nil {
		return 0, err
	}
	_, err = file.Write(append(line, '\n'))
	return cmd.ProcessState.ExitCode(), errors.Join(err, file.Close())
}
