/** Shown where there is no value. */
export const NONE = '–';

/** @param {number | null | undefined} seconds @returns {string} such as 3:07 or 1:02:45 */
export function clock(seconds) {
  if (seconds == null || !Number.isFinite(seconds)) return NONE;
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${String(minutes).padStart(hours ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours ? `${hours}:${tail}` : tail;
}

/** @param {number} seconds @returns {string} such as 3:07.4 */
export function clockTenths(seconds) {
  const tenths = Math.floor(seconds * 10);
  return `${clock(Math.floor(tenths / 10))}.${tenths % 10}`;
}

/** @param {number} seconds @returns {string} for a screen reader: 3 minutes 7 seconds */
export function spokenTime(seconds) {
  const minutes = Math.floor(seconds / 60);
  return `${minutes ? `${minutes} minutes ` : ''}${Math.floor(seconds % 60)} seconds`;
}

/** @param {number} count @returns {string} such as 12.4 MB, in powers of ten like file managers and shops */
export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB'];
  const step = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
  const value = count / 1000 ** step;
  return `${value < 10 && step > 0 ? value.toFixed(1) : Math.round(value)} ${units[step]}`;
}

/** @param {number | null | undefined} value @param {number} [digits] */
export function decimal(value, digits = 1) {
  return value == null ? NONE : value.toFixed(digits).replace('-', '−');
}

/** @param {string} text @returns {string} with the musical signs ♯ and ♭ */
export function musical(text) {
  return text.replace('#', '♯').replace(/^([A-G])b/, '$1♭');
}

/** @param {string} type such as `no_vocals` @returns {string} such as Without vocals */
export function stemName(type) {
  const words = type.startsWith('no_') ? `without ${type.slice(3)}` : type;
  return words.charAt(0).toUpperCase() + words.slice(1).replaceAll('_', ' ');
}

/** @param {string} name @returns {string} the file's ending in capitals, such as FLAC */
export function extension(name) {
  return name.slice(name.lastIndexOf('.') + 1).toUpperCase();
}

/** @param {string | null} from @param {string | null} to ISO 8601 @returns {string} such as 12 s; empty when unknown */
export function elapsed(from, to) {
  if (!from || !to) return '';
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return seconds < 60 ? `${Math.max(0.1, seconds).toFixed(seconds < 10 ? 1 : 0)} s` : `${clock(seconds)} min`;
}

/** @param {string} iso @param {number} now ms since the epoch @returns {string} such as 5 minutes ago */
export function ago(iso, now) {
  const seconds = Math.min(0, Date.parse(iso) - now) / 1000; // A clock that differs makes no future.
  const words = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
  for (const [unit, length] of /** @type {const} */ ([['day', 86400], ['hour', 3600], ['minute', 60]])) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return 'just now';
}
