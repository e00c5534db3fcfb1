#!/usr/bin/env bash
# Holds docker-compose.yml against the schema of the Compose Specification, and the Kubernetes example against the types of the
# Kubernetes API. Needs Node.js; fetches the validators into a temporary directory.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
command -v npm >/dev/null || { echo "needs npm: apt-get install npm" >&2; exit 1; }
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
cd "$tools"
npm install --silent --no-fund --no-audit dclint@3.1.0 kubernetes-models@4.5.1 js-yaml@5.5.0
# An image that is built here has a name all the same: two services share it.
npx dclint "$root/docker-compose.yml" --quiet --disable-rule no-build-and-image
cat >kubernetes.mjs <<'JS'
import fs from 'node:fs';
import * as yaml from 'js-yaml';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { StatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';

const kinds = { ConfigMap, Service, StatefulSet, PodDisruptionBudget };
for (const document of yaml.loadAll(fs.readFileSync(process.argv[2], 'utf8'))) {
  new kinds[document.kind](document).validate();
  console.log(`${document.kind} ${document.metadata.name}: valid`);
}
JS
node kubernetes.mjs "$root/src/docs/deploy/kubernetes.yaml"
