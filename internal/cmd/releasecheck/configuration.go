// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v4"
)

// configurationFile is where goreleaser looks for its configuration.
const configurationFile = ".goreleaser.yml"

// configuration is what there is to know of .goreleaser.yml before and after a build.
type configuration struct {
	ProjectName string `yaml:"project_name"`
	Builds      []struct {
		Targets []string `yaml:"targets"`
	} `yaml:"builds"`
	Release struct {
		ExtraFiles []struct {
			Glob         string `yaml:"glob"`
			NameTemplate string `yaml:"name_template"`
		} `yaml:"extra_files"`
	} `yaml:"release"`
}

// readConfiguration reads the configuration of the repository at root.
func readConfiguration(root *os.Root) (configuration, error) {
	var read configuration
	content, err := root.ReadFile(configurationFile)
	if err != nil {
		return configuration{}, err
	}
	if err := yaml.Unmarshal(content, &read); err != nil {
		return configuration{}, fmt.Errorf("%s: %w", configurationFile, err)
	}
	return read, nil
}

// checkPlatforms checks that the configuration has one build, for all platforms.
func (c configuration) checkPlatforms() error {
	if len(c.Builds) != 1 {
		return fmt.Errorf("there are %d builds, and should be one", len(c.Builds))
	}
	return compareNames(c.Builds[0].Targets, platforms())
}

// extraFiles leads from the names of the files that a release uploads beside what goreleaser makes to where they are in
// the repository.
func (c configuration) extraFiles(version string) (map[string]string, error) {
	files := map[string]string{}
	for _, extra := range c.Release.ExtraFiles {
		naming, err := template.New(configurationFile).Parse(extra.NameTemplate)
		if err != nil {
			return nil, err
		}
		var name strings.Builder
		if err := naming.Execute(&name, map[string]string{"ProjectName": c.ProjectName, "Version": version}); err != nil {
			return nil, err
		}
		files[name.String()] = extra.Glob
	}
	return files, nil
}

// narrowed returns a configuration of goreleaser that builds for some platforms only, and is the same otherwise.
func narrowed(content []byte, platforms []string) ([]byte, error) {
	var whole map[string]any
	if err := yaml.Unmarshal(content, &whole); err != nil {
		return nil, fmt.Errorf("%s: %w", configurationFile, err)
	}
	builds, _ := whole["builds"].([]any)
	if len(builds) != 1 {
		return nil, errors.New(configurationFile + " does not have one build")
	}
	build, isBuild := builds[0].(map[string]any)
	if !isBuild {
		return nil, errors.New("the build of " + configurationFile + " is none")
	}
	build["targets"] = platforms
	return yaml.Marshal(whole)
}
