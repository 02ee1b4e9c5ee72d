package io.soundforge.alchemy.audio.inference.install;

import io.soundforge.alchemy.audio.inference.catalogue.CatalogueEntry;
import io.soundforge.alchemy.audio.inference.catalogue.ModelCatalogue;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have installed.
 *
 * @param url null for the catalogue's
 * @param sha256 null for the catalogue's
 * @param bytes null when not known
 */
public record ModelOrder(
        String name,
        @Nullable URI url,
        @Nullable String sha256,
        @Nullable Long bytes) {

    /**
     * Finds what there is to install.
     *
     * @throws AlchemyException UNKNOWN_MODEL for a name that the catalogue does not have, without a link; INVALID_REQUEST
     *     for a link without a known hash
     */
    public CatalogueEntry resolve(ModelCatalogue catalogue) {
        CatalogueEntry known = catalogue.find(name).orElse(null);
        URI link = url;
        if (link == null) {
            return requireKnown(known, catalogue);
        }
        if (known != null) {
            return known.from(link, sha256, bytes);
        }
        String hash = sha256;
        if (hash == null) {
            throw new AlchemyException(
                    ErrorCode.INVALID_REQUEST, "expected a SHA-256 together with the link; none is known for " + name);
        }
        return CatalogueEntry.ofLink(name, link, hash, bytes);
    }

    private CatalogueEntry requireKnown(@Nullable CatalogueEntry known, ModelCatalogue catalogue) {
        if (known == null) {
            String names = String.join(
                    ", ", catalogue.entries().stream().map(CatalogueEntry::name).toList());
            throw new AlchemyException(
                    ErrorCode.UNKNOWN_MODEL, "no model '" + name + "' is in the catalogue; there are " + names);
        }
        return known;
    }
}
