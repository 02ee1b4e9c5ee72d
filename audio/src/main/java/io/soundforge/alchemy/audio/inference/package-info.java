/**
 * Separation models: found by name, installed by hash, recognised by the shapes of their graphs, proven by a run, and
 * run by ONNX Runtime, which nothing outside this package sees.
 */
@NullMarked
package io.soundforge.alchemy.audio.inference;

import org.jspecify.annotations.NullMarked;
