package io.soundforge.alchemy.audio.inference;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.dsp.separation.SegmentEngine;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.spleeter.RatioMask;
import io.soundforge.alchemy.dsp.spleeter.SpleeterFraming;
import io.soundforge.alchemy.dsp.spleeter.SpleeterTransform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The networks of Spleeter, each of which estimates one stem, and the masks that share out the mix among them. Since a
 * mask needs all estimates, fewer stems cost the same. Not thread-safe.
 */
final class SpleeterEngine implements SegmentEngine {
    private final SpleeterManifest manifest;
    private final List<SpleeterNetwork> networks;
    private final SpleeterTransform transform = new SpleeterTransform();
    private final RatioMask mask;
    /** Of one frame: channel, stem, bin. */
    private final float[][][] estimates;

    private final float[][] estimate = new float[2][SpleeterFraming.BINS];

    private SpleeterEngine(SpleeterManifest manifest, List<SpleeterNetwork> networks) {
        this.manifest = manifest;
        this.networks = networks;
        this.mask = new RatioMask(manifest.extension());
        this.estimates = new float[2][networks.size()][SpleeterFraming.BINS];
    }

    /**
     * Loads all networks and proves them.
     *
     * @throws AlchemyException MODEL_REFUSED, naming the network
     */
    static SpleeterEngine open(Path file, SpleeterManifest manifest, SessionSettings settings) {
        List<SpleeterNetwork> networks = new ArrayList<>();
        try {
            for (SpleeterManifest.Network network : manifest.networks()) {
                networks.add(SpleeterNetwork.open(file.resolveSibling(network.file()), settings));
            }
            SpleeterEngine engine = new SpleeterEngine(manifest, networks);
            engine.proveOnNoise();
            return engine;
        } catch (RuntimeException e) {
            networks.forEach(SpleeterNetwork::close);
            throw e;
        }
    }

    private void proveOnNoise() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] noise = new float[2][SpleeterFraming.SAMPLES];
        for (float[] channel : noise) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] = (float) (random.nextDouble() - 0.5);
            }
        }
        estimate(noise);
        for (int frame = 0; frame < SpleeterFraming.FRAMES; frame++) {
            readEstimates(frame);
        }
    }

    @Override
    public String fingerprint() {
        return networks.stream()
                .map(SpleeterNetwork::fingerprint)
                .collect(Collectors.joining("|", "spleeter(", ");host-spleeter-1," + manifest.extension()));
    }

    @Override
    public String device() {
        return networks.get(0).device();
    }

    @Override
    public List<String> stems() {
        return manifest.stems();
    }

    @Override
    public int segmentFrames() {
        return SpleeterFraming.SAMPLES;
    }

    @Override
    public Tiling tiling() {
        return SpleeterFraming.tiling();
    }

    /** No: the networks hear a track as it was mastered. */
    @Override
    public boolean normalizesTrack() {
        return false;
    }

    @Override
    public void separate(float[][] mix, float[][][] stems) {
        estimate(mix);
        for (int stem = 0; stem < networks.size(); stem++) {
            int row = stem;
            transform.synthesize((frame, masks) -> fillMasks(frame, row, masks), stems[stem]);
        }
        StemRows.requireFinite(stems, stems());
    }

    private void estimate(float[][] mix) {
        transform.analyze(mix, (frame, magnitudes) -> networks.forEach(network -> network.putFrame(frame, magnitudes)));
        networks.forEach(SpleeterNetwork::run);
    }

    private void fillMasks(int frame, int stem, float[][] masks) {
        readEstimates(frame);
        mask.fill(estimates[0], stem, masks[0]);
        mask.fill(estimates[1], stem, masks[1]);
    }

    private void readEstimates(int frame) {
        for (int stem = 0; stem < networks.size(); stem++) {
            networks.get(stem).getFrame(frame, stems().get(stem), estimate);
            System.arraycopy(estimate[0], 0, estimates[0][stem], 0, SpleeterFraming.BINS);
            System.arraycopy(estimate[1], 0, estimates[1][stem], 0, SpleeterFraming.BINS);
        }
    }

    @Override
    public void close() {
        networks.forEach(SpleeterNetwork::close);
    }
}
