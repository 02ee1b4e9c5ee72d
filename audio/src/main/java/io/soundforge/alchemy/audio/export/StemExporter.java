package io.soundforge.alchemy.audio.export;

import io.soundforge.alchemy.audio.export.ExportRequest.Source;
import io.soundforge.alchemy.audio.media.EncoderSettings;
import io.soundforge.alchemy.audio.media.MediaProbe;
import io.soundforge.alchemy.audio.media.PcmDecoder;
import io.soundforge.alchemy.audio.media.StemEncoder;
import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.stems.AudioFormat;
import io.soundforge.alchemy.contracts.studio.ExportManifest;
import io.soundforge.alchemy.contracts.studio.ExportManifest.Levels;
import io.soundforge.alchemy.contracts.studio.ExportOptions;
import io.soundforge.alchemy.dsp.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * From stored stems to a zip of files in the wanted format, rate, depth and loudness. Same request, same bytes.
 * Thread-safe; two exports must not share a scratch folder.
 *
 * <p>Stems are decoded and resampled as {@link PcmDecoder} does it, and measured in the rate that they are written in.
 * Without normalisation levels are left alone: what the resampler lifts beyond full scale is clipped in integer formats.
 * There is no dither, for the reasons that {@link StemEncoder} gives.
 */
public final class StemExporter {
    private static final String MANIFEST = "export.json";
    private static final double DECODED = 0.4;
    private static final double MEASURED = 0.5;

    private final MediaProbe probe;
    private final PcmDecoder decoder;
    private final StemEncoder encoder;

    public StemExporter(MediaProbe probe, PcmDecoder decoder, StemEncoder encoder) {
        this.probe = probe;
        this.decoder = decoder;
        this.encoder = encoder;
    }

    /**
     * Makes the zip: one file for each stem, and {@code export.json}.
     *
     * @param zip a new file; after a failure it is of no use
     * @param json writes the manifest
     * @throws AlchemyException as decoder and encoder throw; INTERNAL if files cannot be read or written
     */
    public ExportManifest export(
            ExportRequest request, Path zip, Function<ExportManifest, byte[]> json, Progress progress) {
        try (ExportArchive archive = new ExportArchive(zip)) {
            List<DecodedStem> stems = decode(request, progress.between(0, DECODED));
            ExportManifest manifest = measure(stems, request.options(), progress.between(DECODED, MEASURED));
            encode(stems, manifest, request, archive, progress.between(MEASURED, 1));
            archive.add(MANIFEST, json.apply(manifest));
            progress.at(1);
            return manifest;
        } catch (IOException e) {
            throw new AlchemyException(ErrorCode.INTERNAL, "the export could not read or write its files", e);
        }
    }

    private List<DecodedStem> decode(ExportRequest request, Progress progress) {
        List<Source> sources = request.stems();
        List<String> names = EntryNames.of(
                sources.stream().map(Source::type).toList(), request.options().format());
        int rate = request.options().sampleRate();
        List<DecodedStem> stems = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i).file();
            Path samples = request.scratch().resolve("stem-" + i + ".f32");
            Progress part = share(progress, i, sources.size());
            long frames = decoder.decodeStereo(source, probe.probe(source), rate, samples, part);
            stems.add(new DecodedStem(names.get(i), samples, frames, rate));
        }
        return stems;
    }

    private static ExportManifest measure(List<DecodedStem> stems, ExportOptions options, Progress progress)
            throws IOException {
        boolean balanced = options.normalizeAudio() && options.keepBalance();
        List<Levels> levels = new ArrayList<>();
        for (DecodedStem stem : stems) {
            levels.add(stem.levels());
            progress.at((double) levels.size() / stems.size());
        }
        Levels sum = balanced ? DecodedStem.levels(stems) : null;
        List<ExportManifest.File> files = new ArrayList<>();
        double common = sum == null ? 0 : ExportGain.db(sum, levels);
        for (int i = 0; i < stems.size(); i++) {
            double own = options.normalizeAudio() && !balanced ? ExportGain.db(levels.get(i)) : common;
            files.add(file(stems.get(i), levels.get(i), own));
        }
        return new ExportManifest(
                options.format(),
                options.sampleRate(),
                options.format() == AudioFormat.MP3 ? null : options.bitDepth(),
                options.normalizeAudio(),
                balanced,
                files,
                sum == null ? null : ExportGain.after(sum, common));
    }

    private static ExportManifest.File file(DecodedStem stem, Levels levels, double gainDb) {
        return new ExportManifest.File(stem.name(), stem.duration(), gainDb, ExportGain.after(levels, gainDb));
    }

    /** One file at a time: it goes into the zip and off the disk before the next one is made. */
    private void encode(
            List<DecodedStem> stems,
            ExportManifest manifest,
            ExportRequest request,
            ExportArchive archive,
            Progress progress)
            throws IOException {
        Map<String, String> tags = request.options().includeMetadata() ? request.tags() : Map.of();
        for (int i = 0; i < stems.size(); i++) {
            DecodedStem stem = stems.get(i);
            double gain = ExportGain.factor(manifest.files().get(i).gainDb());
            Path encoded = request.scratch().resolve(stem.name());
            EncoderSettings settings = new EncoderSettings(
                    manifest.format(), request.options().bitDepth(), manifest.sampleRate(), gain, tags);
            encoder.encode(stem.samples(), encoded, settings, share(progress, i, stems.size()));
            archive.add(stem.name(), encoded);
            Files.delete(encoded);
            Files.delete(stem.samples());
        }
    }

    private static Progress share(Progress whole, int index, int count) {
        return whole.between((double) index / count, (index + 1.0) / count);
    }
}
