package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Several models used as one (apply.py of the Demucs reference): each stem is the weighted mean of what the members give,
 * summed in the order of the manifest. Members that count for no wanted stem are neither loaded nor run. Not
 * thread-safe.
 */
final class BagEngine implements SegmentEngine {
    private final List<BagMember> members;
    private final BagMember.Form form;
    private final List<Integer> rows;
    private final float[][][] estimate;

    private BagEngine(List<BagMember> members, BagMember.Form form, List<Integer> rows, float[][][] estimate) {
        this.members = members;
        this.form = form;
        this.rows = rows;
        this.estimate = estimate;
    }

    /**
     * Opens a bag. Its members are loaded when they are needed; what their files state is compared at once.
     *
     * @throws AlchemyException MODEL_REFUSED for a bad manifest or, naming it, a bad member
     */
    static BagEngine open(Path manifest, SessionSettings settings) {
        BagManifest bag = read(manifest);
        List<BagMember> members = bag.members().stream()
                .map(entry -> new BagMember(manifest.resolveSibling(entry.file()), entry, settings))
                .toList();
        try {
            BagMember.Form form = members.get(0).form();
            members.forEach(member -> member.require(form));
            requireWeights(bag, form, manifest);
            List<Integer> rows = IntStream.range(0, form.stems().size()).boxed().toList();
            return new BagEngine(members, form, rows, new float[rows.size()][2][form.segmentFrames()]);
        } catch (RuntimeException e) {
            members.forEach(BagMember::close);
            throw e;
        }
    }

    private static void requireWeights(BagManifest bag, BagMember.Form form, Path manifest) {
        bag.stems().filter(weighted -> !weighted.equals(form.stems())).ifPresent(weighted -> {
            throw new AlchemyException(
                    ErrorCode.MODEL_REFUSED,
                    "in the manifest " + manifest.getFileName() + " expected "
                            + form.stems().size() + " weights for each model, one for each of its stems; got "
                            + weighted.size());
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

    @Override
    public String fingerprint() {
        return running().stream()
                .map(member -> member.weightsText() + "*" + member.engine(form).fingerprint())
                .collect(Collectors.joining("|", "bag(", ")"));
    }

    @Override
    public String device() {
        return running().stream()
                .map(member -> member.engine(form).device())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<String> stems() {
        return rows.stream().map(form.stems()::get).toList();
    }

    @Override
    public int partsOfTheMix() {
        return form.stems().size();
    }

    @Override
    public int segmentFrames() {
        return form.segmentFrames();
    }

    @Override
    public SegmentEngine focusedOn(Collection<String> wanted) {
        List<Integer> fewer = rows.stream()
                .filter(row -> wanted.contains(form.stems().get(row)))
                .toList();
        return fewer.isEmpty() || fewer.equals(rows) ? this : new BagEngine(members, form, fewer, estimate);
    }

    private List<BagMember> running() {
        return members.stream()
                .filter(member -> rows.stream().anyMatch(row -> member.weight(row) > 0))
                .toList();
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        for (float[][] stem : stems) {
            Arrays.fill(stem[0], 0, form.segmentFrames(), 0);
            Arrays.fill(stem[1], 0, form.segmentFrames(), 0);
        }
        for (BagMember member : running()) {
            member.engine(form);
            member.separate(mix, estimate);
            for (int i = 0; i < rows.size(); i++) {
                add(estimate[rows.get(i)], share(member, rows.get(i)), stems[i]);
            }
        }
    }

    /** What a member counts for a stem, out of 1. */
    private double share(BagMember member, int row) {
        return member.weight(row)
                / members.stream().mapToDouble(each -> each.weight(row)).sum();
    }

    /** A share of 1 changes no bit: a specialist's stem is what it would be alone. */
    private void add(float[][] estimate, double share, float[][] stem) {
        if (share == 0) {
            return;
        }
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < form.segmentFrames(); i++) {
                stem[channel][i] += (float) (share * estimate[channel][i]);
            }
        }
    }

    @Override
    public void close() {
        members.forEach(BagMember::close);
    }
}
