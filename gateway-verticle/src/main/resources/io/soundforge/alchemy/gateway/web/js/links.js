const COLLECTION = /^(?:https?:\/\/)?(?:(?:open|play)\.)?spotify\.com\/(?:intl-[\w-]+\/)?(?:embed\/)?(?:user\/[^/]+\/)?(?:album|playlist|artist)\/|^spotify:(?:user:[^:]+:)?(?:album|playlist|artist):|^(?:https?:\/\/)?spotify(?:\.app)?\.link\//;

/** @param {string} text one link per line @returns {string[]} each of them once */
export const linksIn = text => [...new Set(text.split(/\s*\n\s*/).map(line => line.trim()).filter(Boolean))];

/** Whether a link names an album, a playlist or an artist, or is a short one that may. @param {string} link */
export const isCollection = link => COLLECTION.test(link);

/** The link of one of Spotify's tracks. @param {string} id */
export const trackLink = id => `https://open.spotify.com/track/${id}`;
