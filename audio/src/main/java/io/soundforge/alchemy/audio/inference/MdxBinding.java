package io.soundforge.alchemy.audio.inference;

import ai.onnxruntime.OnnxTensor;
import io.soundforge.alchemy.dsp.mdx.MdxFraming;
import io.soundforge.alchemy.dsp.mdx.MdxTransform;
import io.soundforge.alchemy.dsp.separation.Tiling;
import io.soundforge.alchemy.dsp.separation.TrackLevel;
import io.soundforge.alchemy.dsp.spectrum.FrameRows;
import java.util.List;
import java.util.Map;

/**
 * Runs an {@link MdxContract}: transform, network, transform back. The stem is what comes out times the network's
 * factor, and the rest is the mix without the stem (mdx_separator.py of python-audio-separator), so that the two sum to
 * the mix.
 */
final class MdxBinding implements SegmentBinding {
    private final OnnxSession session;
    private final MdxManifest parameters;
    private final MdxFraming framing;
    private final MdxTransform transform;
    private final PinnedTensor mixSpectrum;
    private final PinnedTensor stemSpectrum;
    private final SpectrumMemory mixFrames;
    private final SpectrumMemory stemFrames;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    /** What the network gave for the mix while it runs on the inverted one; empty unless it does. */
    private final float[][][] upright;

    MdxBinding(OnnxSession session, MdxContract contract) {
        this.session = session;
        this.parameters = contract.parameters();
        this.framing = contract.framing();
        this.transform = new MdxTransform(framing);
        this.mixSpectrum = session.tensor(contract.input());
        this.stemSpectrum = session.tensor(contract.output());
        this.mixFrames = new SpectrumMemory(mixSpectrum, framing.bins() * framing.frames(), framing.frames(), 1);
        this.stemFrames = new SpectrumMemory(stemSpectrum, framing.bins() * framing.frames(), framing.frames(), 1);
        this.inputs = Map.of(contract.input().name(), mixSpectrum.tensor());
        this.outputs = Map.of(contract.output().name(), stemSpectrum.tensor());
        this.upright = new float[parameters.denoise() ? framing.frames() : 0][4][framing.bins()];
    }

    @Override
    public List<String> stems() {
        return parameters.stems();
    }

    @Override
    public int segmentFrames() {
        return framing.samples();
    }

    @Override
    public Tiling tiling() {
        return framing.tiling();
    }

    @Override
    public TrackLevel trackLevel() {
        return TrackLevel.PEAK_UP_TO_0_9;
    }

    @Override
    public String arithmetic() {
        return ";host-mdx-1,nfft-" + framing.size() + ",frames-" + framing.frames() + ",compensate-"
                + parameters.compensate() + (parameters.denoise() ? ",denoise" : "");
    }

    @Override
    public void separate(float[][] mix, float[][][] target) {
        transform.forward(mix, mixFrames::putFrame);
        session.run(inputs, outputs);
        transform.inverse(parameters.denoise() ? halfDifference() : this::stemFrame, target[0]);
        for (int channel = 0; channel < 2; channel++) {
            for (int i = 0; i < framing.samples(); i++) {
                float stem = (float) (parameters.compensate() * target[0][channel][i]);
                target[0][channel][i] = stem;
                target[1][channel][i] = mix[channel][i] - stem;
            }
        }
        StemRows.requireFinite(target, parameters.stems());
    }

    private void stemFrame(int frame, float[][] rows) {
        stemFrames.getFrame(0, frame, rows);
    }

    /** Noise that the network adds whatever it hears is the same in both runs, and is gone in the difference. */
    private FrameRows halfDifference() {
        float[][] inverted = new float[4][framing.bins()];
        for (int frame = 0; frame < framing.frames(); frame++) {
            stemFrames.getFrame(0, frame, upright[frame]);
            mixFrames.getFrame(0, frame, inverted);
            for (float[] row : inverted) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = -row[k];
                }
            }
            mixFrames.putFrame(frame, inverted);
        }
        session.run(inputs, outputs);
        return (frame, rows) -> {
            stemFrames.getFrame(0, frame, rows);
            for (int row = 0; row < rows.length; row++) {
                for (int k = 0; k < rows[row].length; k++) {
                    rows[row][k] = (upright[frame][row][k] - rows[row][k]) / 2;
                }
            }
        };
    }

    @Override
    public void close() {
        mixSpectrum.close();
        stemSpectrum.close();
    }
}
