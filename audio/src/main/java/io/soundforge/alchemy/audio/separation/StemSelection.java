package io.soundforge.alchemy.audio.separation;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.OtherMethod;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A stem that is to be written.
 *
 * @param type its name, also of its file
 * @param row which of the model's stems it is about; without meaning for the mix without all
 * @param content that stem, or one of the ways to have everything else
 */
record StemSelection(String type, int row, Content content) {
    static final String RESIDUAL = "residual";

    /** What a file holds with respect to one of the model's stems. */
    enum Content {
        STEM,
        MIX_WITHOUT_STEM,
        SUM_OF_OTHERS,
        MIX_WITHOUT_ALL
    }

    /**
     * What the options ask for, in the model's order.
     *
     * @param modelStems names in output order
     * @throws AlchemyException INVALID_REQUEST for a stem that the model does not have, or when none is left
     */
    static List<StemSelection> of(SeparationOptions options, List<String> modelStems) {
        String split = options.twoStems();
        if (split != null) {
            requireKnown(split, modelStems);
            return split(split, modelStems.indexOf(split), options.otherMethod());
        }
        options.stems().forEach(stem -> requireKnown(stem, modelStems));
        requireOneLeft(options.without(), modelStems);
        List<StemSelection> selections = new ArrayList<>(modelStems.stream()
                .filter(stem -> options.stems().isEmpty() || options.stems().contains(stem))
                .filter(stem -> !options.without().contains(stem))
                .map(stem -> new StemSelection(stem, modelStems.indexOf(stem), Content.STEM))
                .toList());
        if (options.residual()) {
            selections.add(new StemSelection(RESIDUAL, 0, Content.MIX_WITHOUT_ALL));
        }
        return List.copyOf(selections);
    }

    private static void requireOneLeft(List<String> without, List<String> modelStems) {
        if (without.containsAll(modelStems)) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected at least one stem of this model (" + String.join(", ", modelStems)
                            + "); all are left out");
        }
    }

    /** Which of the model's stems have to be computed for that. */
    static List<String> needed(List<StemSelection> selections, List<String> modelStems) {
        boolean all = selections.stream()
                .anyMatch(selection ->
                        selection.content() == Content.SUM_OF_OTHERS || selection.content() == Content.MIX_WITHOUT_ALL);
        return all
                ? modelStems
                : selections.stream()
                        .map(selection -> modelStems.get(selection.row()))
                        .distinct()
                        .toList();
    }

    private static List<StemSelection> split(String stem, int row, OtherMethod method) {
        StemSelection itself = new StemSelection(stem, row, Content.STEM);
        String rest = "no_" + stem;
        return switch (method) {
            case MINUS -> List.of(itself, new StemSelection(rest, row, Content.MIX_WITHOUT_STEM));
            case ADD -> List.of(itself, new StemSelection(rest, row, Content.SUM_OF_OTHERS));
            case NONE -> List.of(itself);
        };
    }

    private static void requireKnown(String stem, List<String> modelStems) {
        if (!modelStems.contains(stem)) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected stems of this model (" + String.join(", ", modelStems) + "); got '" + stem + "'");
        }
    }
}
