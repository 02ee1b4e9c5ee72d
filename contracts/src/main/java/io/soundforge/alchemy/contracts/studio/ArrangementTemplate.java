package io.soundforge.alchemy.contracts.studio;

import java.util.List;

/**
 * An arrangement that an owner keeps for other tracks.
 *
 * @param name 1 to 100 characters; unique per owner
 */
public record ArrangementTemplate(String name, List<ArrangementSection> arrangement) {
    /** @throws IllegalArgumentException naming the field that is not as above, or as {@link Arrangement} */
    public ArrangementTemplate {
        ItemForm.requireText("name", name);
        arrangement = new Arrangement(arrangement).arrangement();
    }
}
