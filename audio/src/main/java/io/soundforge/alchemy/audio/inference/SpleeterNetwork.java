package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.dsp.spleeter.SpleeterFraming;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The network of one stem: magnitudes of a mix in, those of the stem out. Not thread-safe. */
final class SpleeterNetwork implements AutoCloseable {
    private final String fingerprint;
    private final OnnxSession session;
    private final PinnedTensor mix;
    private final PinnedTensor stem;
    private final SpectrumMemory mixFrames;
    private final SpectrumMemory stemFrames;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private SpleeterNetwork(String fingerprint, OnnxSession session, SpleeterContract contract) {
        this.fingerprint = fingerprint;
        this.session = session;
        this.mix = session.tensor(contract.input());
        this.stem = session.tensor(contract.output());
        this.mixFrames = memory(mix, contract.input());
        this.stemFrames = memory(stem, contract.output());
        this.inputs = Map.of(contract.input().name(), mix.tensor());
        this.outputs = Map.of(contract.output().name(), stem.tensor());
    }

    private static SpectrumMemory memory(PinnedTensor tensor, Port port) {
        return new SpectrumMemory(
                tensor,
                SpleeterContract.stride(port, 2),
                SpleeterContract.stride(port, SpleeterFraming.BINS),
                SpleeterContract.stride(port, SpleeterFraming.FRAMES));
    }

    /**
     * Loads a network and lets it run on silence.
     *
     * @throws AlchemyException MODEL_REFUSED when the file is damaged, is no such network (the message then holds its
     *     shapes) or does not give finite numbers
     */
    static SpleeterNetwork open(Path file, SessionSettings settings) {
        String name = String.valueOf(file.getFileName());
        String hash = ModelHash.of(file);
        OnnxSession session = OnnxSession.open(file, settings);
        try {
            SpleeterContract stated = SpleeterContract.of(name, session.inputs(), session.outputs());
            List<Port> feeds = List.of(stated.input());
            List<Port> given = ModelProof.runOnSilence(session, feeds);
            SpleeterContract proven = SpleeterContract.match(feeds, given)
                    .orElseThrow(() -> SpleeterContract.refusal(
                            name, "for inputs " + Port.text(feeds) + " a test run gave " + Port.text(given)));
            return new SpleeterNetwork(LoadedModel.fingerprint(hash, settings, session), session, proven);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    String fingerprint() {
        return fingerprint;
    }

    String device() {
        return session.deviceText();
    }

    /** Takes one frame of the mix, {@code [2][1024]}. */
    void putFrame(int frame, float[][] magnitudes) {
        mixFrames.putFrame(frame, magnitudes);
    }

    void run() {
        session.run(inputs, outputs);
    }

    /**
     * Gives one frame of the stem, {@code [2][1024]}.
     *
     * @throws AlchemyException MODEL_REFUSED when it is not finite
     */
    void getFrame(int frame, String name, float[][] magnitudes) {
        stemFrames.getFrame(0, frame, magnitudes);
        for (float[] row : magnitudes) {
            for (float magnitude : row) {
                if (!Float.isFinite(magnitude)) {
                    throw new AlchemyException(
                            ErrorCode.MODEL_REFUSED,
                            "expected finite magnitudes; the network of the stem " + name + " gave " + magnitude);
                }
            }
        }
    }

    @Override
    public void close() {
        mix.close();
        stem.close();
        session.close();
    }
}
