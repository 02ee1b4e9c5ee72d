const SPOTIFY = /^(?:https?:\/\/)?(?:(?:open|play)\.)?spotify\.com\/|^spotify:|^(?:https?:\/\/)?spotify(?:\.app)?\.link\//i;
const ONE_TRACK = /^(?:https?:\/\/)?(?:(?:open|play)\.)?spotify\.com\/(?:intl-[\w-]+\/)?(?:embed\/)?track\/|^spotify:track:/i;
const LINK = /^[a-z][a-z0-9+.-]*:\/\/\S|^spotify:|^(?:[a-z0-9-]+\.)+[a-z]{2,}\//i;
const AROUND = /^[<("'«„“]+|[>)"'»“”,;]+$/g;

/**
 * The links in what was pasted. A text that somebody shared may stand around them; a line without any is kept as it is, so
 * that the server can say what it takes.
 *
 * @param {string} text
 * @returns {string[]} each of them once
 */
export function linksIn(text) {
  const lines = text.split('\n').map(line => line.trim()).filter(Boolean);
  return [...new Set(lines.flatMap(line => {
    const links = line.split(/\s+/).map(word => word.replace(AROUND, '')).filter(word => LINK.test(word));
    return links.length > 0 ? links : [line];
  }))];
}

/** Whether a link leads to Spotify, by a short one too. @param {string} link */
export const isSpotify = link => SPOTIFY.test(link);

/** Whether a link names one track of Spotify's and nothing else. @param {string} link */
export const isOneTrack = link => ONE_TRACK.test(link);

/** The link of one of Spotify's tracks. @param {string} id */
export const trackLink = id => `https://open.spotify.com/track/${id}`;
