package io.soundforge.alchemy.contracts.batch;

import io.soundforge.alchemy.contracts.track.TrackId;

/**
 * One of the files of a batch.
 *
 * @param index its place in the list that the client sent, from 0
 * @param source what the client named: a link or a track's id
 * @param track what became of it; the same link twice is one track, and a track may have been deleted since
 */
public record BatchItem(int index, String source, TrackId track) {}
