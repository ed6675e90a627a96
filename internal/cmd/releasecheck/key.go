// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// signingKey is a throw-away key, of the only kind that the registry takes: RSA.
type signingKey struct {
	entity *openpgp.Entity
}

func newSigningKey() (signingKey, error) {
	entity, err := openpgp.NewEntity("Release check", "throw-away", "release-check@example.com", &packet.Config{
		Algorithm: packet.PubKeyAlgoRSA,
		RSABits:   2048,
	})
	if err != nil {
		return signingKey{}, fmt.Errorf("making a key: %w", err)
	}
	return signingKey{entity}, nil
}

func (k signingKey) fingerprint() string {
	return strings.ToUpper(hex.EncodeToString(k.entity.PrimaryKey.Fingerprint))
}

// sign returns a detached signature.
func (k signingKey) sign(content []byte) ([]byte, error) {
	var signature bytes.Buffer
	if err := openpgp.DetachSign(&signature, k.entity, bytes.NewReader(content), nil); err != nil {
		return nil, fmt.Errorf("signing: %w", err)
	}
	return signature.Bytes(), nil
}

// keyring is a GnuPG home directory with one key in it.
type keyring struct {
	home, fingerprint string
}

// newKeyring imports a key into a new keyring in dir, which must not lie deep: the path of the agent's socket is short.
func newKeyring(ctx context.Context, dir string, key signingKey) (keyring, error) {
	var private bytes.Buffer
	if err := key.entity.SerializePrivate(&private, nil); err != nil {
		return keyring{}, fmt.Errorf("writing the key: %w", err)
	}
	ring := keyring{filepath.Join(dir, "gnupg"), key.fingerprint()}
	if err := os.Mkdir(ring.home, 0o700); err != nil {
		return keyring{}, err
	}
	importKey := command{dir: dir, environment: ring.environment(), input: &private}
	if output, err := importKey.output(ctx, "gpg", "--batch", "--import"); err != nil {
		return keyring{}, fmt.Errorf("importing the key: %w\n%s", err, output)
	}
	return ring, nil
}

// environment is what .goreleaser.yml and gpg need to sign with the key.
func (k keyring) environment() []string {
	return append(os.Environ(), "GNUPGHOME="+k.home, "GPG_FINGERPRINT="+k.fingerprint)
}

// close ends the agent that gpg has left running.
func (k keyring) close(ctx context.Context) error {
	kill := command{dir: k.home, environment: k.environment()}
	if output, err := kill.output(ctx, "gpgconf", "--kill", "all"); err != nil {
		return fmt.Errorf("ending the agent of gpg: %w\n%s", err, output)
	}
	return nil
}
