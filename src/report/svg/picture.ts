import { type Block, escaped, pixel, stacked } from './block.js';

const width = 880;
const margin = 24;
const distance = 20;

/** Colours of both themes: of the light one, and what of it changes in the dark. Contrast of each text on its ground is above 4.5. */
const style = `text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif;fill:#1f2328;white-space:pre}
.row,.faint{font-size:12.5px}.row{font-variant-numeric:tabular-nums}.strong{font-size:15px;font-weight:600}.strong .faint{font-weight:400}
.right{text-anchor:end}.faint,.tick{fill:#59636e}.tick{font-size:11px;text-anchor:middle}.left{text-anchor:start}.badge{font-weight:600;text-anchor:middle;fill:#fff}
.ground{fill:#fff;stroke:#d1d9e0}.grid,.rule{stroke:#d1d9e0;fill:none}.own{fill:#2f6fd6}.covered{fill:#c3d7f7}.unplaced{fill:#9dbdf0}.ready{fill:#1a7f37}
.blamed.own{fill:#d1600a}.blamed.covered{fill:#f8d5b8}.blamed.unplaced{fill:#f0b183}.gap{fill:url(#coldcase-gap);stroke:#6e7781;stroke-width:.7}.hatch{stroke:#6e7781;stroke-width:1.6}
.failed,.error{fill:#c21c28}.cold,.slow,.warning{fill:#b35900}.warm{fill:#1a7f37}.unknown{fill:#59636e}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.faint,.tick{fill:#9198a1}.badge{fill:#0d1117}.ground{fill:#0d1117;stroke:#3d444d}.grid,.rule{stroke:#3d444d}
.own{fill:#4c8dff}.covered{fill:#1c3a69}.unplaced{fill:#2b5799}.ready{fill:#3fb950}.blamed.own{fill:#f0883e}.blamed.covered{fill:#5c3312}.blamed.unplaced{fill:#8a4d1c}
.gap{stroke:#9198a1}.hatch{stroke:#9198a1}.failed,.error{fill:#ff7b72}.cold,.slow,.warning{fill:#f0883e}.warm{fill:#3fb950}.unknown{fill:#9198a1}}`;

const hatch =
  '<defs><pattern id="coldcase-gap" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch" d="M1 0V6"/></pattern></defs>';

/** Blocks one under the other as a picture, light or dark as its reader has it: no script, nothing from elsewhere. The description is for who does not see it. */
export const picture = (title: string, description: string, blocks: readonly Block[]): string => {
  const content = stacked(blocks, distance);
  const height = pixel(Math.ceil(content.height + 2 * margin));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="coldcase-title coldcase-description">
<title id="coldcase-title">${escaped(title)}</title>
<desc id="coldcase-description">${escaped(description)}</desc>
<style>${style}</style>
${hatch}
<rect class="ground" x=".5" y=".5" width="${width - 1}" height="${Number(height) - 1}" rx="8"/>
<g transform="translate(0 ${margin})">${content.markup}</g>
</svg>
`;
};
