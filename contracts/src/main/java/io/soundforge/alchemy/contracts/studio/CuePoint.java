package io.soundforge.alchemy.contracts.studio;

/**
 * A marked moment of a track.
 *
 * @param id 1 to 64 letters, digits, '_' and '-'; unique among the track's cue points
 * @param time seconds
 * @param label 1 to 100 characters
 * @param color {@code #rgb} or {@code #rrggbb}
 */
public record CuePoint(String id, double time, String label, CueType type, String color) {
    /** @throws IllegalArgumentException naming the field that is not as above */
    public CuePoint {
        ItemForm.requireId(id);
        ItemForm.requireTime("time", time);
        ItemForm.requireText("label", label);
        ItemForm.requireColor(color);
    }
}
