/** @import {Player} from '../player/player.js' */

const STEP_S = 5;

/**
 * Space plays and pauses, arrows move, 1 to 9 mute and with Shift solo.
 *
 * @param {Player} player
 * @returns {() => void} ends it
 */
export function listenToKeys(player) {
  const pressed = (/** @type {KeyboardEvent} */ event) => {
    const action = isTaken(event) ? undefined : actionOf(event, player);
    if (!action) return;
    event.preventDefault();
    // A button that was clicked still has the focus, and some browsers press it when the space bar is let go.
    if (event.target instanceof HTMLButtonElement) event.target.blur();
    action();
  };
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** Somebody writes, uses a control by keyboard, or means the browser. */
function isTaken(/** @type {KeyboardEvent} */ event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return true;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.matches('input:not([type=range]), textarea, select')) return true;
  if (target.matches('input[type=range]')) return event.key.startsWith('Arrow');
  return event.code === 'Space' && target.matches('button:focus-visible, a:focus-visible, summary:focus-visible');
}

/** @param {KeyboardEvent} event @param {Player} player @returns {(() => void) | undefined} */
function actionOf({code, shiftKey}, player) {
  const digit = code.match(/^(?:Digit|Numpad)([1-9])$/)?.[1];
  if (digit) {
    const index = Number(digit) - 1;
    return shiftKey ? () => player.toggleSolo(index) : () => player.toggleMute(index);
  }
  return {
    Space: () => player.toggle(),
    ArrowLeft: () => player.seek(player.position - STEP_S),
    ArrowRight: () => player.seek(player.position + STEP_S),
  }[code];
}
