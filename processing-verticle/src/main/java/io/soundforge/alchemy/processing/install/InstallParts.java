package io.soundforge.alchemy.processing.install;

import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.install.ModelInstaller;
import io.soundforge.alchemy.audio.inference.install.ModelVerifier;
import io.soundforge.alchemy.platform.jobs.RunnerConfig;

/**
 * What installations work with.
 *
 * @param models those that are here, and the catalogue
 * @param linksTaken whether callers may name a link of their own
 * @param runner how many installations run at once on this node, and when to try again
 */
public record InstallParts(
        ModelRegistry models,
        ModelInstaller installer,
        ModelVerifier verifier,
        boolean linksTaken,
        RunnerConfig runner) {}
