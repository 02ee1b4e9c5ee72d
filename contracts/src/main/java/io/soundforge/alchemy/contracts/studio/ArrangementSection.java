package io.soundforge.alchemy.contracts.studio;

/**
 * One part of a song as somebody arranged it.
 *
 * @param id 1 to 64 letters, digits, '_' and '-'; unique within the arrangement
 * @param start seconds
 * @param end seconds, later than the start
 * @param color {@code #rgb} or {@code #rrggbb}
 * @param label 1 to 100 characters
 */
public record ArrangementSection(String id, double start, double end, SectionType type, String color, String label) {
    /** @throws IllegalArgumentException naming the field that is not as above */
    public ArrangementSection {
        ItemForm.requireId(id);
        ItemForm.requireSpan(start, end);
        ItemForm.requireColor(color);
        ItemForm.requireText("label", label);
    }
}
