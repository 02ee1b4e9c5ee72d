import {html, svg} from 'lit';

/** @param {unknown} shape @param {'stroke' | 'fill'} kind */
const icon = (shape, kind = 'stroke') => html`
  <svg class="icon ${kind}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${shape}</svg>`;

export const play = icon(svg`<path d="M8 5.4v13.2a.9.9 0 0 0 1.4.75l10-6.6a.9.9 0 0 0 0-1.5l-10-6.6A.9.9 0 0 0 8 5.4Z"/>`, 'fill');
export const pause = icon(svg`<rect x="6.5" y="5" width="4" height="14" rx="1.2"/><rect x="13.5" y="5" width="4" height="14" rx="1.2"/>`, 'fill');
export const download = icon(svg`<path d="M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M5 19.5h14"/>`);
export const trash = icon(svg`<path d="M4.5 7h15M10 7V4.5h4V7m-7.5 0 .8 12a1.5 1.5 0 0 0 1.5 1.5h6.4a1.5 1.5 0 0 0 1.5-1.5l.8-12M10.3 11v5.5m3.4-5.5v5.5"/>`);
export const close = icon(svg`<path d="m6.5 6.5 11 11m0-11-11 11"/>`);
export const plus = icon(svg`<path d="M12 5.5v13M5.5 12h13"/>`);
export const minus = icon(svg`<path d="M5.5 12h13"/>`);
export const back = icon(svg`<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>`);
export const check = icon(svg`<path d="m5.5 12.5 4.3 4.3 8.7-9.3"/>`);
export const warning = icon(svg`<path d="M12 8.5v4.7m0 3.2v.1M10.5 4.6 3 17.6a1.7 1.7 0 0 0 1.5 2.6h15a1.7 1.7 0 0 0 1.5-2.6l-7.5-13a1.7 1.7 0 0 0-3 0Z"/>`);
export const upload = icon(svg`<path d="M12 16V5m0 0L7.5 9.5M12 5l4.5 4.5M4.5 15.5v2.3a1.7 1.7 0 0 0 1.7 1.7h11.6a1.7 1.7 0 0 0 1.7-1.7v-2.3"/>`);
export const link = icon(svg`<path d="M10.2 13.8a3.8 3.8 0 0 0 5.4 0l3-3a3.8 3.8 0 1 0-5.4-5.4l-1 1m1.6 3.8a3.8 3.8 0 0 0-5.4 0l-3 3a3.8 3.8 0 1 0 5.4 5.4l1-1"/>`);

/** The product's mark: four stems. */
export const mark = html`
  <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path class="vocals" d="M6.5 12.5v7"/><path class="drums" d="M12.8 6.5v19"/>
    <path class="bass" d="M19.2 10v12"/><path class="other" d="M25.5 13.5v5"/>
  </svg>`;
