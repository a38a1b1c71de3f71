package org.campanile.core.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Draws an image on white, two pixels a unit, in the colours and dashes that {@link Html#page} gives to lines. For one
 * thread.
 */
final class ImageDrawing implements Drawing, AutoCloseable {
    private static final int SCALE = 2;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Color INK = new Color(0x222222);
    private static final Color FAINT = new Color(0xcccccc);
    private static final List<Color> COLOURS =
            List.of(new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73), new Color(0xcc79a7));
    private static final List<BasicStroke> STROKES = List.of(dashed(), dashed(7, 3), dashed(2, 3), dashed(9, 3, 2, 3));
    private static final BasicStroke THIN = new BasicStroke(1);

    private final BufferedImage image;
    private final Graphics2D graphics;

    ImageDrawing(double width, double height) {
        image = new BufferedImage((int) (SCALE * width), (int) (SCALE * height), BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        graphics.setFont(FONT);
    }

    private static BasicStroke dashed(float... dashes) {
        return new BasicStroke(
                2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0);
    }

    /** The image as the bytes of a PNG file. */
    byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void segment(Part part, double fromX, double fromY, double toX, double toY) {
        graphics.setStroke(THIN);
        graphics.setColor(part == Part.GRID ? FAINT : INK);
        graphics.draw(new Line2D.Double(fromX, fromY, toX, toY));
    }

    @Override
    public void curve(int number, List<ChartPoint> points) {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (ChartPoint point : points) {
            boolean finite = Double.isFinite(point.y());
            if (finite && drawing) {
                path.lineTo(point.x(), point.y());
            } else if (finite) {
                path.moveTo(point.x(), point.y());
            }
            drawing = finite;
        }
        graphics.setStroke(STROKES.get(number));
        graphics.setColor(COLOURS.get(number));
        graphics.draw(path);
    }

    @Override
    public void text(double x, double base, Anchor anchor, String text) {
        int width = graphics.getFontMetrics().stringWidth(text);
        double left = switch (anchor) {
            case START -> x;
            case MIDDLE -> x - width / 2.0;
            case END -> x - width;
        };
        graphics.setColor(INK);
        graphics.drawString(text, (float) left, (float) base);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
