// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// published is where the registry shows docs/. Its pages link to one another by this address: it leaves relative links as
// they are, and serves pages without the .md that GitHub wants.
const published = "https://registry.terraform.io/providers/seamapi/seam/latest/docs/"

// TestLinksLead checks every link in what users and contributors read: inside the repository there has to be such a file
// and such a heading, elsewhere it has to be a site that keeps its addresses.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob("../../*.md")
	if err != nil {
		t.Fatal(err)
	}
	pages = append(pages, "../contract/EXCHANGES.md")
	for _, file := range append(pages, filesUnder(t, docsDir)...) {
		for _, link := range linksOf(read(t, file)) {
			if problem := follow(t, file, link); problem != "" {
				t.Errorf("%s: %s: %s", strings.TrimPrefix(file, "../../"), link, problem)
			}
		}
	}
}

func linksOf(markdown string) []string {
	code := regexp.MustCompile("(?ms)^```.*?^```$|`[^`\n]*`")
	var links []string
	for _, link := range regexp.MustCompile(`\]\(([^)\s]+)\)`).FindAllStringSubmatch(code.ReplaceAllString(markdown, ""), -1) {
		links = append(links, link[1])
	}
	return links
}

// stableSites are those of Seam, and those that Terraform, OpenTofu and Go document themselves on.
func stableSites() []string {
	return []string{
		"www.seam.co", "console.seam.co", "registry.terraform.io", "developer.hashicorp.com", "opentofu.org", "pkg.go.dev", "github.com",
	}
}

// follow returns what is wrong with a link in a file, or "".
func follow(t *testing.T, file, link string) (problem string) {
	t.Helper()
	isPublished := strings.HasPrefix(file, docsDir)
	if page, ok := strings.CutPrefix(link, published); ok {
		name, fragment, _ := strings.Cut(page, "#")
		file, isPublished, link = docsDir+"/index.md", false, name+".md#"+fragment
	}
	target, err := url.Parse(link)
	switch {
	case err != nil:
		return err.Error()
	case target.Host != "" && target.Scheme == "https" && slices.Contains(stableSites(), target.Host):
		return ""
	case target.Host != "" || target.Scheme != "":
		return "the site is none that is known to keep its addresses"
	}
	if isPublished && target.Path != "" {
		return "the registry does not follow relative links"
	}
	page := file
	if target.Path != "" {
		page = filepath.Join(filepath.Dir(file), target.Path)
	}
	if _, err := os.Stat(page); err != nil {
		return "there is no such file"
	}
	if target.Fragment != "" && !slices.Contains(anchorsOf(read(t, page)), target.Fragment) {
		return "there is no such heading"
	}
	return ""
}

// anchorsOf returns what a link into a page can name: its headings, as GitHub and the registry spell them, and anchors.
func anchorsOf(markdown string) []string {
	var anchors []string
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(markdown, -1) {
		text := regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		anchors = append(anchors, strings.ReplaceAll(text, " ", "-"))
	}
	for _, anchor := range regexp.MustCompile(`<a id="([^"]+)">`).FindAllStringSubmatch(markdown, -1) {
		anchors = append(anchors, anchor[1])
	}
	return anchors
}

func TestFollowFindsBrokenLinks(t *testing.T) {
	t.Parallel()
	if got, want := follow(t, docsDir+"/index.md", "resources/acs_access_group_membership.md"), "the registry does not follow relative links"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for link, problem := range map[string]string{
		published + "resources/acs_access_group_membership":         "",
		published + "resources/acs_access_group_membership#import":  "",
		published + "resources/acs_access_group_membership#nowhere": "there is no such heading",
		published + "resources/nowhere":                             "there is no such file",
		"README.md":                                                 "",
		"README.md#environment-variables":                           "",
		"https://www.seam.co/docs/low-level-apis/access-systems":    "",
		"https://docs.seam.co/latest":                               "the site is none that is known to keep its addresses",
		"NOWHERE.md":                                                "there is no such file",
		"README.md#nowhere":                                         "there is no such heading",
		"http://www.seam.co/docs":                                   "the site is none that is known to keep its addresses",
		"https://blog.example.com/post":                             "the site is none that is known to keep its addresses",
	} {
		if got := follow(t, "../../CONTRIBUTING.md", link); got != problem {
			t.Errorf("%s: %q, want %q", link, got, problem)
		}
	}
}
