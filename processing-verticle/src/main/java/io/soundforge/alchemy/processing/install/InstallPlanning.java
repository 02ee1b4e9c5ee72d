package io.soundforge.alchemy.processing.install;

import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.install.ModelOrder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.PlanInstall;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decides what may be installed before a job is made of it, so that a caller learns at once what will never work. */
public final class InstallPlanning {
    private final InstallParts parts;

    public InstallPlanning(InstallParts parts) {
        this.parts = parts;
    }

    /** Answers the question; looks at files, so it blocks. */
    public PlanInstall.Answer answer(PlanInstall question) {
        String model = question.model();
        boolean here =
                parts.models().file(model).isPresent() && parts.verifier().isWhole(model);
        if (here && question.url() == null) {
            return new PlanInstall.Answer(true);
        }
        requireAllowed(question.url());
        CatalogueEntry entry = order(model, question.url(), question.sha256(), null)
                .resolve(parts.models().catalogue());
        if (!entry.obtainable()) {
            throw new AlchemyException(ErrorCode.CONFLICT, "Failed to download model: " + entry.hint());
        }
        return new PlanInstall.Answer(false);
    }

    static ModelOrder order(String model, @Nullable String url, @Nullable String sha256, @Nullable Long bytes) {
        return new ModelOrder(model, url == null ? null : link(url), sha256, bytes);
    }

    private void requireAllowed(@Nullable String url) {
        if (url == null) {
            return;
        }
        if (!parts.linksTaken()) {
            throw new AlchemyException(
                    ErrorCode.FORBIDDEN,
                    "this server installs models of its catalogue only; MODEL_LINKS=true lets callers bring links");
        }
        String scheme = String.valueOf(link(url).getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST,
                    "expected a link that begins with https: or http:; got '" + scheme + ":'");
        }
    }

    private static URI link(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new AlchemyException(ErrorCode.INVALID_REQUEST, "the link is not a valid URL", e);
        }
    }
}
