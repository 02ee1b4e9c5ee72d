/** @import {Collection, CollectionTrack} from './types.js' */
import {fetchCollection} from './collection-api.js';
import {isSpotify, trackLink} from './links.js';

/**
 * What somebody may choose from.
 *
 * @typedef {object} Offer
 * @property {Collection[]} collections
 * @property {{link: string, problem: string}[]} unread links that could not be read, and why
 */

/** What was told of tracks by their links, for the time until they are looked up one by one. @type {Map<string, CollectionTrack>} */
const told = new Map();

/** @param {string} link @returns {CollectionTrack | undefined} */
export const toldOf = link => told.get(link);

/** The server reads so many links at once. */
const MOST_LINKS = 20;

/**
 * Reads what links name. Single tracks stand together, and so do addresses that nothing is known of.
 *
 * @param {string[]} links
 * @returns {Promise<Offer>}
 * @throws {Error} if there are too many
 */
export async function readLinks(links) {
  const [spotify, others] = [links.filter(isSpotify), links.filter(link => !isSpotify(link))];
  if (spotify.length > MOST_LINKS) throw new Error(`Paste at most ${MOST_LINKS} Spotify links at once; these are ${spotify.length}.`);
  const read = await Promise.allSettled(spotify.map(fetchCollection));
  const found = read.flatMap((each, at) => (each.status === 'fulfilled' ? [linked(each.value, spotify[at])] : []));
  const songs = found.filter(({type}) => type === 'track').flatMap(({tracks}) => tracks);
  return {
    collections: distinct([
      ...(songs.length ? [{id: 'songs', type: 'songs', name: 'Songs', tracks: songs, complete: true}] : []),
      ...found.filter(({type}) => type !== 'track'),
      ...(others.length ? [addresses(others)] : []),
    ]),
    unread: read.flatMap((each, at) => (each.status === 'rejected' ? [{link: spotify[at], problem: each.reason.message}] : [])),
  };
}

/** @param {Collection} collection @param {string} link @returns {Collection} whose tracks have links */
function linked(collection, link) {
  const tracks = collection.tracks.map(track => ({...track, link: trackLink(track.id)}));
  tracks.forEach(track => told.set(track.link, track));
  return {...collection, link, tracks};
}

/** @param {string[]} links @returns {Collection} */
const addresses = links => ({
  id: 'others', type: 'addresses', name: 'Other addresses', complete: true,
  tracks: links.map(link => ({id: link, title: link.replace(/^https?:\/\//, ''), artist: '', link})),
});

/** A song that is in two playlists, or twice in one, is listed once. @param {Collection[]} collections */
function distinct(collections) {
  const seen = new Set();
  return collections.map(collection => ({
    ...collection, total: collection.tracks.length, tracks: collection.tracks.filter(({id}) => !seen.has(id) && seen.add(id)),
  }));
}
