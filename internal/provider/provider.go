// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package provider is the Terraform provider for Seam: its settings, its server, and the registration of its resources and
// data sources, each of which has a package below this one.
package provider

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/provider/lookup"
	"github.com/seamapi/terraform-provider-seam/internal/provider/members"
	"github.com/seamapi/terraform-provider-seam/internal/provider/membership"
	"github.com/seamapi/terraform-provider-seam/internal/provider/people"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

var _ provider.ProviderWithListResources = (*seamProvider)(nil)

type seamProvider struct {
	version string
	getenv  func(string) string
}

// New returns a constructor of the provider. Its version is in the User-Agent of every request to Seam.
func New(version string) func() provider.Provider {
	return func() provider.Provider {
		return &seamProvider{version: version, getenv: os.Getenv}
	}
}

func (p *seamProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "seam"
	resp.Version = p.version
}

func (p *seamProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Declares people and which doors they may open, in the access systems that are connected to a " +
			"[Seam](https://www.seam.co) workspace: people, their records in access systems, and their memberships in access groups, which " +
			"are revoked when they are destroyed.",
		Attributes: map[string]schema.Attribute{
			"api_key": schema.StringAttribute{
				Optional:  true,
				Sensitive: true,
				MarkdownDescription: "API key of the workspace (`seam_…`), from the Seam Console under **Developer > API Keys**. " +
					"Environment: `SEAM_API_KEY`. Give this or `personal_access_token`.",
				Validators: []validator.String{isAPIKey()},
			},
			"personal_access_token": schema.StringAttribute{
				Optional:  true,
				Sensitive: true,
				MarkdownDescription: "Personal access token (`seam_at…`), from the Seam Console under **Developer > Personal Access Tokens**, " +
					"together with `workspace_id`. " +
					"Environment: `SEAM_PERSONAL_ACCESS_TOKEN`. Give this or `api_key`.",
				Validators: []validator.String{isPersonalAccessToken()},
			},
			"workspace_id": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "ID of the workspace, from the Seam Console or the `seam_workspace` data source. Required with a " +
					"`personal_access_token`. Beside an `api_key` it is a safeguard: the provider then refuses to work in any other workspace. " +
					"Environment: `SEAM_WORKSPACE_ID`.",
				Validators: []validator.String{connection.IsUUID()},
			},
			"endpoint": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: "URL of the Seam API. Environment: `SEAM_ENDPOINT`. Default: `" + seam.DefaultEndpoint + "`. " +
					"Plain `http` is accepted for loopback addresses only.",
				Validators: []validator.String{isEndpoint()},
			},
			"max_retries": schema.Int64Attribute{
				Optional: true,
				MarkdownDescription: fmt.Sprintf("How many times a request is retried after a rate limit, a server error or a broken connection, "+
					"%d to %d. Default: %d.", minRetries, maxRetries, seam.DefaultMaxRetries),
				Validators: []validator.Int64{int64validator.Between(minRetries, maxRetries)},
			},
			"request_timeout": schema.StringAttribute{
				Optional: true,
				MarkdownDescription: fmt.Sprintf("How long one attempt of a request may take: a duration such as `30s` or `2m`, from `1s` to `10m`. "+
					"Default: `%s`.", seam.DefaultRequestTimeout),
				Validators: []validator.String{isRequestTimeout()},
			},
		},
	}
}

// Configure connects the resources and data sources to Seam. An unknown value leaves them without a connection and is no
// error: a plan must be able to create the resource that the value comes from, and others beside it.
func (p *seamProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var config providerModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if attribute := config.unknown(); attribute != "" {
		p.provide(connection.Pending(attribute), resp)
		return
	}
	settings, diags := config.settings(p.getenv)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	client, err := seam.New(seam.Config{
		Endpoint:       settings.endpoint,
		Credential:     settings.credential,
		UserAgent:      fmt.Sprintf("terraform-provider-seam/%s terraform/%s", p.version, req.TerraformVersion),
		SDKName:        "seamapi/terraform-provider-seam",
		SDKVersion:     p.version,
		RequestTimeout: settings.requestTimeout,
		MaxRetries:     settings.maxRetries,
		Log:            logToTerraform,
	})
	if err != nil {
		resp.Diagnostics.AddError("The provider cannot be configured", err.Error())
		return
	}
	conn := connection.New(client)
	resp.Diagnostics.Append(conn.Open(ctx, settings.named)...)
	p.provide(connection.Established(conn), resp)
}

// provide hands the connection to resources, data sources and list resources.
func (*seamProvider) provide(conn connection.Optional, resp *provider.ConfigureResponse) {
	resp.ResourceData, resp.DataSourceData, resp.ListResourceData = conn, conn, conn
}

func (p *seamProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		membership.NewResource,
		members.NewResource,
		people.NewACSUserResource,
		people.NewUserIdentityResource,
	}
}

func (p *seamProvider) DataSources(context.Context) []func() datasource.DataSource {
	return lookup.DataSources()
}

func (p *seamProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		membership.NewListResource,
		people.NewACSUserListResource,
		people.NewUserIdentityListResource,
	}
}

// logToTerraform passes the client's log on to Terraform's. It formats durations, which Terraform would log in nanoseconds.
func logToTerraform(ctx context.Context, level slog.Level, message string, fields ...any) {
	values := make(map[string]any, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		value := fields[i+1]
		if duration, isDuration := value.(time.Duration); isDuration {
			value = duration.Round(time.Millisecond).String()
		}
		values[fmt.Sprint(fields[i])] = value
	}
	if level >= slog.LevelInfo {
		tflog.Info(ctx, message, values)
		return
	}
	tflog.Debug(ctx, message, values)
}
