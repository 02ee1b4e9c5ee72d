package io.soundforge.alchemy.websocket.hub;

/**
 * Where somebody stands in a track.
 *
 * @param epoch which journal the number is of; the numbers of two journals cannot be compared
 * @param seq the last fact
 */
public record Position(String epoch, long seq) {
    Position at(long later) {
        return new Position(epoch, later);
    }
}
