package io.camelmirror.cli;

public final class CamelMirror {
  public static void main(String[] a) {}
}
