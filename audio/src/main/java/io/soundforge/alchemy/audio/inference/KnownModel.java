package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.model.ModelInfo;
import java.util.Arrays;
import java.util.Optional;

/** Trained models that people ask for by name. Their weights are never part of this program. */
enum KnownModel {
    HTDEMUCS("htdemucs", "Hybrid Transformer Demucs", "Four stems; the best balance of speed and quality.", 4),
    HTDEMUCS_FT(
            "htdemucs_ft",
            "Hybrid Transformer Demucs, fine-tuned",
            "Four stems, each by its own specialist; four times the work for a little more quality.",
            4),
    HTDEMUCS_6S("htdemucs_6s", "Hybrid Transformer Demucs, six stems", "Six stems; guitar is fair, piano is weak.", 6);

    private final String id;
    private final String title;
    private final String description;
    private final int rows;

    KnownModel(String id, String title, String description, int rows) {
        this.id = id;
        this.title = title;
        this.description = description;
        this.rows = rows;
    }

    static Optional<KnownModel> of(String id) {
        return Arrays.stream(values()).filter(model -> model.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** What to do to have it. */
    String hint() {
        return "To install " + id + ": alchemy models pull " + id + " --url URL --sha256 HASH, or put " + id
                + ModelName.EXTENSION + " into the models folder.";
    }

    ModelInfo notInstalled(boolean isDefault) {
        return new ModelInfo(
                id, title, description, StemLayout.of(rows).orElseThrow(), isDefault, false, false, hint());
    }
}
