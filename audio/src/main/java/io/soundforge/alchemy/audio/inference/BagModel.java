package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Several models used as one (apply.py of the Demucs reference): each stem is the weighted mean of what the members give,
 * each with segments of its own length. They are opened one by one, when they are needed.
 */
final class BagModel {
    private BagModel() {}

    /**
     * Reads a bag. What its members' files state is compared at once.
     *
     * @throws AlchemyException MODEL_REFUSED for a bad manifest or, naming it, a bad member
     */
    static SeparationModel read(String name, Path manifest, WarmEngines engines) {
        BagManifest bag = read(manifest);
        List<BagMember> members = bag.members().stream()
                .map(entry -> new BagMember(manifest.resolveSibling(entry.file()), entry, engines))
                .toList();
        List<String> stems = members.get(0).stems();
        members.forEach(member -> member.require(stems));
        requireWeights(bag, stems, manifest);
        return new SeparationModel(
                name, stems, members.stream().map(BagMember::described).toList());
    }

    private static void requireWeights(BagManifest bag, List<String> stems, Path manifest) {
        bag.stems().filter(weighted -> !weighted.equals(stems)).ifPresent(weighted -> {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "in the manifest " + manifest.getFileName() + " expected " + stems.size()
                            + " weights for each model, one for each of its stems; got " + weighted.size());
        });
    }

    private static BagManifest read(Path manifest) {
        try {
            return BagManifest.read(manifest);
        } catch (IOException e) {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED, "the manifest " + manifest.getFileName() + " cannot be read", e);
        }
    }
}
