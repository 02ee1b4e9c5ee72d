/** @import {Model} from '../types.js' */
import {html, nothing} from 'lit';

/**
 * Says that only the preview engine is there, and how to get a real one.
 *
 * @param {Model | undefined} model the one to install; nothing is said without it
 */
export function previewNote(model) {
  if (!model) return nothing;
  const [before, command, after] = commandIn(model.hint);
  return html`
    <aside class="note" data-testid="preview-note">
      <p><span class="badge">Preview</span> Only the built-in preview engine is installed: a sketch, no match for a
        trained model.</p>
      <p class="hint" data-testid="install-hint">${command && !before ? `To install ${model.id}: ` : before}${command ? html`<code>${command}</code>` : nothing}${after}</p>
      ${command && navigator.clipboard ? html`
        <button type="button" class="button small" @click=${copy}>Copy the command</button>` : nothing}
    </aside>`;

  /** @param {MouseEvent} event */
  async function copy({currentTarget}) {
    const button = /** @type {HTMLButtonElement} */ (currentTarget);
    await navigator.clipboard.writeText(command);
    button.animate([{opacity: 0.2}, {opacity: 1}], 400);
  }
}

/** @param {string} hint @returns {[string, string, string]} what stands before, in and behind its command */
function commandIn(hint) {
  const command = hint.match(/(?:\.\/)?alchemy models [^,;]+?(?=[,;.]?\s*$|[,;])/)?.[0] ?? '';
  const start = hint.indexOf(command);
  return [hint.slice(0, start), command, hint.slice(start + command.length)];
}
