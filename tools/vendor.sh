#!/bin/sh
# Compiles the vendored GOV.UK Frontend anew. For maintainers only: running Eyre needs neither Node nor this script.
#
#   tools/vendor.sh [version]
#
# Fetches govuk-frontend and sass with npm into a scratch folder, compiles with Arial and our own colours, and keeps
# the style sheet and the script module. The crown, the crest and the brand font belong to GOV.UK and are left behind:
# Eyre is not hosted there. tests/platform/test_vendored.py looks for anything that slipped through.
set -eu

version="${1:-6.6.0}"
here="$(cd "$(dirname "$0")/.." && pwd)"
target="$here/src/eyre/platform/static/vendor/govuk-frontend"
scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT

cd "$scratch"
npm init -y >/dev/null
npm install --silent "govuk-frontend@$version" sass@1

cat >eyre.scss <<'SCSS'
@use "govuk/base" with (
  $govuk-font-family: (arial, sans-serif),
  $govuk-global-styles: true,
  $govuk-page-width: 1100px,
  $govuk-functional-colours: (
    brand: (name: "teal", variant: "shade-25"),
    template-background: (name: "teal", variant: "tint-95"),
    surface-background: (name: "teal", variant: "tint-95"),
    surface-border: (name: "teal", variant: "tint-50"),
  )
);
@use "govuk/custom-properties";
@use "govuk/core";
@use "govuk/objects";
SCSS
# Every component but those of GOV.UK itself: its header with the crown, its cookie banner, its feedback bar
for component in accordion back-link breadcrumbs button character-count checkboxes date-input details error-message \
  error-summary fieldset file-upload footer generic-header hint input inset-text label notification-banner pagination \
  panel password-input radios select service-navigation skip-link summary-list table tabs tag task-list textarea \
  warning-text; do
  echo "@use \"govuk/components/$component\";" >>eyre.scss
done
echo '@use "govuk/utilities"; @use "govuk/overrides";' >>eyre.scss

npx sass --quiet-deps --style=compressed --no-source-map --no-charset --load-path=node_modules/govuk-frontend/dist \
  eyre.scss compiled.css

mkdir -p "$target"
# The footer's copyright rules draw the Royal Arms; they and the pointers to source maps go
node - "$target" <<'NODE'
const fs = require("fs");
const target = process.argv[2];
const arms = /(?:\.govuk-footer__(?:copyright-logo|crown)[^{},]*,?)+\{[^{}]*\}/g;
const empty = /@(?:media|supports)[^{}]*\{\}/g;
let css = fs.readFileSync("compiled.css", "utf8").replace(arms, "");
while (empty.test(css)) css = css.replace(empty, "");
if (/crest|crown|copyright-logo|Transport|url\(/i.test(css)) throw new Error("brand assets are left in the style sheet");
fs.writeFileSync(`${target}/govuk-frontend.css`, css);
const js = fs.readFileSync("node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js", "utf8");
fs.writeFileSync(`${target}/govuk-frontend.js`, js.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"));
NODE
echo "govuk-frontend $version compiled into src/eyre/platform/static/vendor/govuk-frontend"
